<?php
/*
 * Values for parameters and properties: what is asked for, mostly, or anything else.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use ArrayIterator;
use Generator;
use ReflectionClass;
use ReflectionFunctionAbstract;
use ReflectionNamedType;
use ReflectionParameter;
use ReflectionType;
use Throwable;

final class Values
{
    private const DEEPEST = 4;

    /**
     * @param list<string> $addrs worker addresses; nothing listens at the last one
     * @param int $childOneIn how rare children of a class are, among its objects
     */
    public function __construct(
        private Dice $dice,
        private Pool $pool,
        private Subjects $subjects,
        private array $addrs,
        private int $childOneIn = 2
    ) {
    }

    /**
     * Arguments of a call: too few, too many, of wrong types, by name; or, when it is to be sane, none of these.
     *
     * @return array<int|string, mixed>
     */
    public function arguments(ReflectionFunctionAbstract $function, bool $sane = false, int $depth = 0): array
    {
        $parameters = $function->getParameters();
        $count = count($parameters);
        if (!$sane && $this->dice->oneIn(12)) {
            $count = $this->dice->below($count + 1);
        }
        $arguments = [];
        foreach (array_slice($parameters, 0, $count) as $parameter) {
            if ($parameter->isOptional() && $this->dice->oneIn(4)) {
                break;
            }
            $arguments[] = $this->argument($parameter, $sane, $depth);
        }
        // On a debug build the engine ends the script when an internal method gets more than it declares.
        if (!$sane && $this->dice->oneIn(25) && (!PHP_DEBUG || $function->isUserDefined())) {
            $arguments[] = $this->any($depth + 1);
        }
        if ($this->dice->oneIn(15) && count($arguments) <= count($parameters)) {
            $named = [];
            foreach ($arguments as $at => $value) {
                $named[$parameters[$at]->getName()] = $value;
            }
            $arguments = $sane || !$this->dice->oneIn(4) ? array_reverse($named, true) : $named + ['noSuchName' => 1];
        }
        return self::bounded($function, $arguments);
    }

    /** Sleeps that end, and loops that a tick ends. */
    private static function bounded(ReflectionFunctionAbstract $function, array $arguments): array
    {
        if (strcasecmp($function->getName(), 'run') === 0) {
            $ticks = 0;
            $arguments = [static function ($self = null) use (&$ticks): void {
                Hook::enter($self, 'tick');
                if (++$ticks > 2 && is_object($self)) {
                    try {
                        $self->close();
                    } catch (Throwable) {
                    }
                }
                if ($ticks > 4) {
                    exit();
                }
            }, 5];
        } elseif (stripos($function->getName(), 'sleep') !== false && is_numeric(reset($arguments))) {
            $arguments = [min(3, (int)reset($arguments))];
        }
        return $arguments;
    }

    private function argument(ReflectionParameter $parameter, bool $sane, int $depth): mixed
    {
        return $this->of($parameter->getType(), $parameter->getName(), $sane, $depth);
    }

    public function of(?ReflectionType $type, string $name, bool $sane = false, int $depth = 0): mixed
    {
        if (!$sane && $this->dice->oneIn(5)) {
            return $this->any($depth + 1);
        }
        if ($type === null) {
            return $this->any($depth + 1);
        }
        $types = $type instanceof ReflectionNamedType ? [$type] : $type->getTypes();
        $one = $this->dice->pick($types);
        if ($type->allowsNull() && $this->dice->oneIn(6)) {
            return null;
        }
        return $this->ofNamed($one->getName(), $name, $sane, $depth);
    }

    public function ofNamed(string $type, string $name, bool $sane, int $depth): mixed
    {
        return match ($type) {
            'string' => $sane ? $this->fitting($name) : $this->string($name),
            'int' => $this->int($name, $sane),
            'float' => $this->dice->pick([0.5, 1.0, -1.5, NAN, INF, 1e30, 5e-324]),
            'bool' => $this->dice->oneIn(2),
            'false' => false,
            'true' => true,
            'null', 'void', 'never' => null,
            'array', 'iterable' => $sane ? $this->fittingArray($name) : $this->array($name, $depth),
            'callable', 'Closure' => $this->callable(),
            'object', 'static', 'self' => $this->pool->pick($this->dice) ?? new \stdClass(),
            'mixed' => $this->any($depth + 1),
            default => $this->instance($type, $sane, $depth),
        };
    }

    /** An object of a class or interface: one that is there, a new one, one of a child, one of user code. */
    public function instance(string $type, bool $sane = false, int $depth = 0): ?object
    {
        if (!$this->dice->oneIn(3)) {
            $there = $this->pool->pickOf($this->dice, $type);
            if ($there !== null) {
                return $there;
            }
        }
        if ($depth > self::DEEPEST) {
            return null;
        }
        $special = match ($type) {
            'Psr\\Log\\LoggerInterface' => $this->dice->pick(Logger::all()),
            'Throwable', 'Exception' => new Failure('made'),
            'Traversable', 'Iterator', 'IteratorAggregate' => $this->traversable(),
            'Stringable' => new Text(),
            default => null,
        };
        if ($special !== null) {
            return $special;
        }
        $classes = $this->subjects->implementing($type);
        if (interface_exists($type) && ($classes === [] || $this->dice->oneIn(2 * $this->childOneIn))) {
            $classes = [Children::name($type, $this->dice->below(Children::KINDS))];
        }
        $class = $this->dice->pick($classes);
        return $class === null ? null : $this->make($class, $sane, $depth + 1);
    }

    /** A new object, half of the time of a child of the class. */
    public function make(string $class, bool $sane = false, int $depth = 0): ?object
    {
        $reflection = new ReflectionClass($class);
        if (!str_starts_with($class, 'Fuzzed\\') && !$reflection->isFinal() && $this->dice->oneIn($this->childOneIn)) {
            $class = Children::name($class, $this->dice->below(Children::KINDS));
            $reflection = new ReflectionClass($class);
        }
        if (!$reflection->isInstantiable()) {
            return null;
        }
        $constructor = $reflection->getConstructor();
        return new $class(...($constructor === null ? [] : $this->arguments($constructor, $sane, $depth + 1)));
    }

    public function addr(): string
    {
        return $this->dice->pick($this->addrs);
    }

    /** A text that the name of the parameter promises. */
    private function fitting(string $name): string
    {
        $lower = strtolower($name);
        return match (true) {
            str_contains($lower, 'addrashex') => \NetsvrBusiness\workerAddrConvertToHex($this->addr()),
            str_contains($lower, 'addr') => $this->addr(),
            str_contains($lower, 'uniqid') => $this->uniqId(),
            str_contains($lower, 'customerid') => 'customer' . $this->dice->below(3),
            str_contains($lower, 'topic') => 'topic' . $this->dice->below(3),
            in_array($lower, ['id', 'class', 'name'], true) => $this->dice->pick($this->subjects->interfaces),
            default => 'text' . $this->dice->below(10),
        };
    }

    private function uniqId(): string
    {
        $address = \NetsvrBusiness\workerAddrConvertToHex($this->addr());
        return sprintf('%s6621e43b%08x', $address, $this->dice->below(4));
    }

    private function string(string $name): string
    {
        return match ($this->dice->below(14)) {
            0 => '',
            1 => "a\0b",
            2 => "\xff\xfe\x80",
            3 => str_repeat('x', 1 << $this->dice->below(21)),
            4 => (string)$this->dice->pick(['0', '-1', '1e30', '9223372036854775808', ' 7', '0x1f']),
            5 => $this->dice->bytes($this->dice->below(40)),
            6 => $this->dice->pick(['{"a":', '{}', '[]', '{"items":{"a":{}}}', '"x"', str_repeat('[', 200)]),
            7 => $this->dice->pick([...$this->subjects->classes, ...$this->subjects->interfaces]),
            default => $this->fitting($name),
        };
    }

    private function int(string $name, bool $sane): int
    {
        $lower = strtolower($name);
        $fitting = match (true) {
            str_contains($lower, 'timeout') => 1,
            str_contains($lower, 'idle') => 100,
            str_contains($lower, 'goroutine') => 1,
            str_contains($lower, 'millisecond') => 20 + $this->dice->below(2000),
            $lower === 'events' => $this->dice->below(8),
            default => $this->dice->below(10),
        };
        // A wrong time-out is a right one, too, and nobody waits for minutes here.
        if ($sane || !$this->dice->oneIn(4) || str_contains($lower, 'timeout')) {
            return $fitting;
        }
        return $this->dice->pick([0, -1, 1, 255, 65536, 1 << 31, PHP_INT_MAX, PHP_INT_MIN]);
    }

    private function fittingArray(string $name): array
    {
        $lower = strtolower($name);
        $ids = [];
        for ($i = $this->dice->below(4); $i >= 0; $i--) {
            $ids[] = $this->fitting($name);
        }
        if ($lower !== 'params') {
            return $ids;
        }
        $which = $this->dice->pick(['uniqId', 'customerId', 'topic']);
        $ids = array_map(fn(): string => $this->fitting($which), $ids);
        return [$which . 's' => $ids, 'data' => array_map(static fn(): string => 'text', $ids)];
    }

    private function array(string $name, int $depth): array
    {
        $array = $this->fittingArray($name);
        switch ($this->dice->below(10)) {
            case 0:
                return [];
            case 1:
                $array[] = &$array;
                break;
            case 2:
                foreach ($array as &$value) {
                    $this->pool->keepReference($value);
                }
                break;
            case 3:
                unset($array[0]);
                $array['key'] = $this->any($depth + 1);
                break;
            case 4:
                return array_fill(0, 1 << $this->dice->below(12), $this->fitting($name));
            case 5:
                return [$this->any($depth + 1), $this->any($depth + 1)];
            case 6:
                return [1 => $this->any($depth + 1), -7 => $this->any($depth + 1), 'a' => $array];
        }
        return $array;
    }

    public function callable(): callable
    {
        return static fn(mixed ...$arguments): mixed => Hook::leave(Hook::enter(null, 'callable'));
    }

    private function traversable(): \Traversable
    {
        $values = [$this->fitting('topic'), $this->fitting('uniqId'), $this->dice->pick([1, null, []])];
        return $this->dice->oneIn(2) ? new ArrayIterator($values) : self::generator($values);
    }

    private static function generator(array $values): Generator
    {
        foreach ($values as $key => $value) {
            Hook::enter(null, 'generator');
            yield $key => $value;
        }
    }

    /** Anything. */
    public function any(int $depth = 0): mixed
    {
        if ($depth > self::DEEPEST) {
            return null;
        }
        return match ($this->dice->below(16)) {
            0 => null,
            1 => $this->dice->oneIn(2),
            2, 3 => $this->int('', false),
            4 => $this->ofNamed('float', '', false, $depth),
            5, 6 => $this->string('text'),
            7, 8 => $this->array('topic', $depth),
            9, 10, 11 => $this->pool->pick($this->dice),
            12 => new Text(),
            13 => $this->traversable(),
            14 => $this->stream(),
            15 => $this->made($depth),
        };
    }

    private function made(int $depth): ?object
    {
        try {
            return $this->make($this->dice->pick($this->subjects->classes), true, $depth + 1);
        } catch (\Exception | \Error) {
            return null;
        }
    }

    /** @return resource */
    private function stream()
    {
        $stream = fopen('php://memory', 'w+');
        if ($this->dice->oneIn(3)) {
            fclose($stream);
        }
        return $stream;
    }
}
