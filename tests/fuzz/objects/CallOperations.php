<?php
/*
 * The operations that make objects and call methods, now and then with little memory left, and that use what comes back.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Closure;
use NetsvrBusiness\Container;
use ReflectionClass;
use ReflectionMethod;
use ReflectionReference;
use Traversable;

trait CallOperations
{
    private function construct(): void
    {
        $class = $this->dice->pick($this->subjects->classes);
        Log::line("  new $class");
        $this->guarded(fn(): mixed => $this->values->make($class, !$this->dice->oneIn(3)));
    }

    /** What NetBus finds: managers with sockets, in the container. */
    public function wire(): void
    {
        $managers = array_filter($this->subjects->interfaces, static fn(string $one): bool => method_exists($one, 'addSocket'));
        $interface = $this->dice->pick($this->dice->oneIn(5) ? $this->subjects->interfaces : $managers);
        Log::line("  bind a $interface");
        $object = $this->values->instance($interface, true);
        if ($object === null) {
            return;
        }
        $this->pool->put($this->dice, $object);
        foreach ((new ReflectionClass($interface))->getMethods() as $method) {
            if (!str_starts_with($method->getName(), 'add')) {
                continue;
            }
            for ($i = $this->dice->below(3); $i >= 0; $i--) {
                $object->{$method->getName()}(...$this->values->arguments($method, true));
            }
        }
        $bound = $this->dice->oneIn(3) ? static function () use ($object): object {
            Hook::enter($object, 'the closure of a binding');
            return $object;
        } : $object;
        Container::getInstance()->bind($interface, $bound);
    }

    private function withoutConstructor(): void
    {
        $class = $this->dice->pick($this->subjects->classes);
        if ($this->dice->oneIn(3) && !(new ReflectionClass($class))->isFinal()) {
            $class = Children::name($class, $this->dice->below(Children::KINDS));
        }
        Log::line("  $class without its constructor");
        $this->pool->put($this->dice, (new ReflectionClass($class))->newInstanceWithoutConstructor());
    }

    private function call(): mixed
    {
        return $this->callOn($this->pool->pick($this->dice));
    }

    private function callOn(?object $object): mixed
    {
        if ($object === null) {
            return null;
        }
        $method = $this->dice->pick(Subjects::methods($object));
        return $method === null ? null : $this->invoke($method, $object);
    }

    private function callStatic(): mixed
    {
        return $this->invoke($this->dice->pick($this->subjects->statics()), null);
    }

    /** Uses the connection of an object that has one. */
    private function connect(): void
    {
        $methods = ['connect', 'send', 'receive', 'register', 'close'];
        $objects = $this->pool->all();
        $objects = array_filter($objects, static fn(object $one): bool => method_exists($one, 'connect'));
        $object = $objects === [] ? $this->values->instance($this->dice->pick($this->subjects->connecting()), true)
            : $this->dice->pick($objects);
        $this->pool->put($this->dice, $object);
        $method = $this->dice->pick(array_filter($methods, static fn(string $one): bool => method_exists($object, $one)));
        $this->invoke(new ReflectionMethod($object, $method), $object);
    }

    private function callFunction(): mixed
    {
        $function = new \ReflectionFunction($this->dice->pick($this->subjects->functions));
        $arguments = $this->values->arguments($function);
        Log::line("  {$function->getName()}(" . implode(', ', array_map(Log::show(...), $arguments)) . ')');
        return $this->guarded(static fn(): mixed => $function->invokeArgs($arguments));
    }

    private function invoke(ReflectionMethod $method, ?object $object): mixed
    {
        $arguments = $this->values->arguments($method, $this->isBusy ? !$this->dice->oneIn(5) : $this->dice->oneIn(2));
        $name = $method->getName();
        Log::line('  ' . ($object === null ? $method->class . '::' : Log::show($object) . '->') . "$name("
            . implode(', ', array_map(static fn(mixed $value): string => Log::show($value), $arguments)) . ')');
        $how = match (true) {
            $this->dice->oneIn(4) && self::isPlain($method, $arguments) => 'aliases',
            $object !== null && $method->isPublic() && !$method->isStatic() => 'call',
            default => 'reflection',
        };
        return $this->guarded(match ($how) {
            'aliases' => static fn(): mixed => self::aliases($method, $object, $arguments),
            'call' => static fn(): mixed => $object->$name(...$arguments),
            'reflection' => static fn(): mixed => $method->invokeArgs($object, $arguments),
        });
    }

    private static function isPlain(ReflectionMethod $method, array $arguments): bool
    {
        $more = $arguments === [] && (!PHP_DEBUG || $method->isUserDefined());
        return ($more || $arguments !== []) && array_is_list($arguments) && !$method->returnsReference();
    }

    /** Calls it through a function of the engine that takes results as they are: they must be no references. */
    private static function aliases(ReflectionMethod $method, ?object $object, array $arguments): mixed
    {
        $lists = array_map(static fn(mixed $value): array => [$value], $arguments === [] ? [null] : $arguments);
        $results = array_map($method->getClosure($object), ...$lists);
        if (ReflectionReference::fromArrayElement($results, 0) !== null) {
            Log::fault("{$method->class}::{$method->getName()}() returns a reference");
        }
        return $results[0];
    }

    /** Does it, now and then with little memory left, and keeps the result. */
    private function guarded(Closure $operation): mixed
    {
        if ($this->dice->below(100) < $this->squeezes) {
            $this->squeeze();
        }
        $result = $operation();
        $this->memory->giveBack();
        $this->pool->put($this->dice, $result);
        if (is_resource($result)) {
            $this->onStream($result);
        } elseif ($result instanceof Traversable && $this->dice->oneIn(3)) {
            $this->walk($result);
        } elseif (is_array($result)) {
            foreach ($result as &$value) {
                $this->pool->put($this->dice, $value);
                $this->pool->keepReference($value);
                break;
            }
        }
        return $result;
    }

    /** Leaves little memory, in a request that ends when it is used up. */
    private function squeeze(): void
    {
        if (!$this->memory->isTaken()) {
            $pages = $this->dice->pick([0, 0, 0, 1, 2, 3, 4, 6, 10, 30, 100]);
            Log::line("    with $pages pages of memory left");
            $this->memory->take($pages);
        }
    }

    /** Uses the memory up, at once: a fatal error. */
    private function exhaust(): void
    {
        if ($this->squeezes > 0 && $this->dice->oneIn(2)) {
            Log::line('    uses all memory');
            $this->kept[] = str_repeat('x', 1 << 30);
        }
    }

    /** @param resource $stream */
    private function onStream($stream): void
    {
        $what = $this->dice->pick(['fclose', 'fclose', 'stream_get_meta_data', 'feof', 'block', 'fwrite', 'shut', 'none']);
        Log::line("    $what on the stream");
        match ($what) {
            'fclose', 'stream_get_meta_data', 'feof' => @$what($stream),
            'block' => @stream_set_blocking($stream, $this->dice->oneIn(2)),
            'fwrite' => @fwrite($stream, 'garbage'),
            'shut' => @stream_socket_shutdown($stream, STREAM_SHUT_RDWR),
            'none' => $this->kept[] = $stream,
        };
    }

    /** Closes the stream of an object that has one. */
    private function closeStream(): void
    {
        $object = $this->pool->pick($this->dice);
        if ($object !== null && method_exists($object, 'getSocket')) {
            Log::line('  close the stream of ' . Log::show($object));
            $stream = (new ReflectionMethod($object, 'getSocket'))->getNumberOfParameters() === 0 ? $object->getSocket() : null;
            is_resource($stream) && fclose($stream);
        }
    }
}
