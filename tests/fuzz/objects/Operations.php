<?php
/*
 * What a sequence does to objects: one method each, drawn by its weight.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use ArrayAccess;
use ArrayObject;
use Closure;
use Fiber;
use NetsvrBusiness\Container;
use ReflectionClass;
use ReflectionMethod;
use ReflectionProperty;
use ReflectionReference;
use stdClass;
use Throwable;
use Traversable;
use WeakMap;
use WeakReference;

final class Operations
{
    private const WEIGHTS = [
        'construct' => 16, 'wire' => 8, 'call' => 34, 'callStatic' => 22, 'callFunction' => 1, 'withoutConstructor' => 5,
        'setProperty' => 8, 'setStatic' => 2, 'tie' => 6, 'refer' => 6, 'writeReference' => 3, 'unset' => 4, 'cast' => 3,
        'wrap' => 3, 'weak' => 2, 'dump' => 4, 'copy' => 3, 'compare' => 3, 'collect' => 2, 'serialise' => 3,
        'unserialise' => 4, 'bind' => 3, 'fiber' => 4, 'drop' => 6, 'iterate' => 3, 'access' => 3, 'setting' => 2,
        'closeStream' => 3, 'trap' => 8,
    ];
    private const BUSY = ['callStatic' => 3, 'connect' => 3, 'closeStream' => 1];
    private const INSIDE = [
        'nothing' => 6, 'call' => 6, 'callSelf' => 8, 'callStatic' => 5, 'setProperty' => 2, 'setSelf' => 4, 'unset' => 1,
        'unsetSelf' => 2, 'refer' => 2, 'drop' => 3, 'collect' => 1, 'fail' => 4, 'suspend' => 8, 'closeStream' => 3,
        'copy' => 1, 'construct' => 1, 'squeeze' => 1, 'exhaust' => 2, 'end' => 1,
    ];

    private Dice $dice;
    private Values $values;
    private Memory $memory;
    /** @var list<mixed> fibers that wait, weak references, objects that wrap others */
    private array $kept = [];
    /** @var list<object> what destructors raised */
    private array $raised = [];

    /**
     * @param list<string> $addrs worker addresses
     * @param int $squeezes how many of a hundred calls are made with little memory left
     * @param bool $isBusy connections are used more than anything else, with what they expect, by classes as they are
     */
    public function __construct(
        private Pool $pool,
        private Subjects $subjects,
        private array $addrs,
        private int $squeezes,
        private bool $isBusy
    ) {
        $this->memory = new Memory();
        $this->use(new Dice(''));
    }

    /** The next operation; early on, mostly one that makes connections possible. */
    public function step(Dice $dice, bool $early): void
    {
        $this->use($dice);
        if ($early && ($this->isBusy || !$dice->oneIn(3))) {
            $this->wire();
            return;
        }
        $this->{$dice->weighed($this->isBusy && !$dice->oneIn(4) ? self::BUSY : self::WEIGHTS)}();
    }

    /** User code that runs in the middle of another operation, in a method of an object perhaps. */
    public function inside(Dice $dice, ?object $self): mixed
    {
        [$outer, $this->dice, $values, $this->values] = [$this->dice, $dice, $this->values, $this->values($dice)];
        try {
            $what = $dice->weighed(self::INSIDE);
            return match ($what) {
                'nothing' => null,
                'callSelf' => $this->callOn($self ?? $this->pool->pick($dice)),
                'setSelf' => $this->set($self ?? $this->pool->pick($dice)),
                'unsetSelf' => $this->unsetIn($self ?? $this->pool->pick($dice)),
                'fail' => throw new Failure('thrown by user code'),
                'suspend' => Fiber::getCurrent() === null ? null : Fiber::suspend(),
                'end' => $dice->oneIn(4) ? exit() : null,
                default => $this->$what(),
            };
        } catch (Failure $failure) {
            throw $failure;
        } catch (Throwable $thrown) {
            if ($dice->oneIn(2)) {
                throw $thrown;
            }
            return null;
        } finally {
            [$this->dice, $this->values] = [$outer, $values];
        }
    }

    /** Called by a destructor: the object lives on. */
    public function raise(Dice $dice, object $self): void
    {
        $this->raised[$dice->below(4)] = $self;
    }

    public function values(Dice $dice): Values
    {
        return new Values($dice, $this->pool, $this->subjects, $this->addrs, $this->isBusy ? 8 : 2);
    }

    /** Takes back what a step changed outside. */
    public function release(): void
    {
        $this->memory->giveBack();
    }

    /** Lets go of everything. */
    public function clear(): void
    {
        foreach (['kept', 'raised'] as $name) {
            while ($this->$name !== []) {
                array_pop($this->$name);
            }
        }
        $this->pool->clear();
    }

    private function use(Dice $dice): void
    {
        $this->dice = $dice;
        $this->values = $this->values($dice);
    }

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

    private function withoutConstructor(): void
    {
        $class = $this->dice->pick($this->subjects->classes);
        if ($this->dice->oneIn(3) && !(new ReflectionClass($class))->isFinal()) {
            $class = Children::name($class, $this->dice->below(Children::KINDS));
        }
        Log::line("  $class without its constructor");
        $this->pool->put($this->dice, (new ReflectionClass($class))->newInstanceWithoutConstructor());
    }

    private function setProperty(): mixed
    {
        return $this->set($this->pool->pick($this->dice));
    }

    private function set(?object $object): mixed
    {
        $property = $object === null ? null : $this->dice->pick(Subjects::properties($object));
        if ($property !== null && !$property->isStatic()) {
            $value = $this->dice->oneIn(2)
                ? $this->values->any()
                : $this->values->of($property->getType(), $property->getName(), true);
            $this->write($object, $property, $value);
        }
        return null;
    }

    private function write(object $object, ReflectionProperty $property, mixed $value): void
    {
        Log::line('  ' . Log::show($object) . "->{$property->getName()} = " . Log::show($value));
        // PHP's own mistake: where a reference leads to a property with a type, its old value is destroyed in its place
        $before = $property->isInitialized($object) ? $property->getValue($object) : null;
        $property->setValue($object, $value);
    }

    /** Makes an object part of itself, or of one that is part of it. */
    private function tie(): void
    {
        $object = $this->pool->pick($this->dice);
        $other = $this->dice->oneIn(2) ? $object : $this->pool->pick($this->dice);
        $property = $object === null ? null : $this->dice->pick(Subjects::properties($object));
        if ($property === null || $property->isStatic()) {
            return;
        }
        $whole = $object;
        // Where a message has a list or map, what it holds is tied instead.
        $inner = $property->isInitialized($object) ? $property->getValue($object) : null;
        if (is_object($inner) && $this->dice->oneIn(2)) {
            $innerProperty = $this->dice->pick(Subjects::properties($inner));
            [$object, $property] = $innerProperty === null ? [$object, $property] : [$inner, $innerProperty];
        }
        $isArray = is_array($property->isInitialized($object) ? $property->getValue($object) : null);
        $this->write($object, $property, $isArray ? [$other, 'a' => $other] : $other);
        match ($this->dice->below(8)) {
            0, 1, 2, 3 => $this->callOn($whole),
            4 => $this->guarded(static fn(): object => clone $whole),
            5 => $this->kept[] = $whole == clone $whole,
            default => null,
        };
    }

    private function setStatic(): void
    {
        $class = new ReflectionClass($this->dice->pick($this->subjects->classes));
        $property = $this->dice->pick($class->getProperties(ReflectionProperty::IS_STATIC));
        if ($property !== null) {
            $value = $this->values->of($property->getType(), $property->getName());
            Log::line("  {$class->getName()}::\${$property->getName()} = " . Log::show($value));
            $before = $property->getValue();
            $property->setValue(null, $value);
        }
    }

    /** Makes references of properties, and of what is in them. */
    private function refer(): void
    {
        $object = $this->pool->pick($this->dice);
        $property = $object === null ? null : $this->dice->pick(Subjects::properties($object));
        if (!method_exists($object ?? '', 'fuzzReference') || $property === null || $property->isStatic()) {
            return;
        }
        Log::line('  reference of ' . Log::show($object) . "->{$property->getName()}");
        if ($this->dice->oneIn(4)) {
            foreach ($object->fuzzReferences() as &$reference) {
                $this->pool->keepReference($reference);
            }
            return;
        }
        $reference = &$object->fuzzReference($property->getName());
        $this->pool->keepReference($reference);
        if (is_array($reference) && $this->dice->oneIn(2)) {
            foreach ($reference as &$inner) {
                $this->pool->keepReference($inner);
            }
        }
    }

    private function writeReference(): void
    {
        $value = $this->values->any();
        Log::line('  through a reference: ' . Log::show($value));
        $before = $this->pool->writeReference($this->dice, $value);
        unset($before);
    }

    private function unset(): mixed
    {
        return $this->unsetIn($this->pool->pick($this->dice));
    }

    private function unsetIn(?object $object): mixed
    {
        $property = $object === null ? null : $this->dice->pick(Subjects::properties($object));
        if ($property !== null && method_exists($object, 'fuzzUnset')) {
            Log::line('  unset ' . Log::show($object) . "->{$property->getName()}");
            $object->fuzzUnset($property->getName());
        }
        return null;
    }

    private function cast(): void
    {
        $object = $this->pool->pick($this->dice);
        if ($object === null) {
            return;
        }
        Log::line('  cast of ' . Log::show($object));
        foreach ((array)$object as $key => &$value) {
            $this->pool->keepReference($value);
        }
        $cast = (array)$object;
        $this->kept[] = $this->dice->oneIn(2) ? (object)$cast : get_mangled_object_vars($object);
    }

    /** ArrayObject writes properties of the object that it wraps. */
    private function wrap(): void
    {
        $object = $this->pool->pick($this->dice);
        if ($object === null) {
            return;
        }
        Log::line('  ArrayObject around ' . Log::show($object));
        $wrapped = new ArrayObject($object);
        $this->kept[] = $wrapped;
        $property = $this->dice->pick(Subjects::properties($object));
        $name = $property === null ? 'more' : $property->getName();
        if ($property?->hasType()) {
            // PHP's own mistakes: ArrayObject heeds no types, nor that a property with a type takes part in a reference.
            return;
        }
        // PHP's own mistake, too: what it overwrites must not be used by a destructor meanwhile.
        $this->kept[] = (array)$object;
        match ($this->dice->below(4)) {
            0 => $wrapped[$name] = $this->values->any(),
            1 => $wrapped["\0*\0$name"] = $this->values->any(),
            2 => $wrapped->offsetUnset("\0*\0$name"),
            3 => $wrapped->exchangeArray(new stdClass()),
        };
    }

    private function weak(): void
    {
        $object = $this->pool->pick($this->dice);
        if ($object !== null) {
            Log::line('  weak references to ' . Log::show($object));
            $map = new WeakMap();
            $map[$object] = $this->dice->oneIn(2) ? $object : 1;
            array_push($this->kept, WeakReference::create($object), $map);
        }
    }

    private function dump(): void
    {
        $object = $this->pool->pick($this->dice);
        $how = $this->dice->pick(['var_dump', 'var_export', 'print_r', 'debug_zval_refcount', 'json_encode', 'debug_zval_dump']);
        if ($object === null || !function_exists($how)) {
            return;
        }
        Log::line("  $how of " . Log::show($object));
        // PHP's own functions do not bear that __debugInfo() changes what they walk through.
        $hooks = Hook::mute(true);
        ob_start();
        try {
            $how($object);
        } finally {
            ob_end_clean();
            Hook::mute($hooks);
        }
    }

    private function copy(): void
    {
        $object = $this->pool->pick($this->dice);
        if ($object !== null) {
            Log::line('  clone of ' . Log::show($object));
            $this->guarded(static fn(): object => clone $object);
        }
    }

    private function compare(): void
    {
        $one = $this->pool->pick($this->dice);
        $other = $this->dice->oneIn(2) ? $this->pool->pick($this->dice) : $this->values->any();
        if (is_object($one) && is_object($other) && get_class($one) === get_class($other) && $one !== $other) {
            // The engine ends the script where two objects that hold themselves are compared property by property.
            $other = $one;
        }
        Log::line('  ' . Log::show($one) . ' <=> ' . Log::show($other));
        $this->kept[] = [$one == $other, $one <=> $other, $one === $other];
    }

    private function collect(): void
    {
        if (!gc_enabled()) {
            return;
        }
        Log::line('  gc_collect_cycles()');
        gc_collect_cycles();
    }

    private function serialise(): void
    {
        $object = $this->pool->pick($this->dice);
        if ($object === null) {
            return;
        }
        Log::line('  serialise ' . Log::show($object));
        $text = serialize($object);
        $this->guarded(fn(): mixed => @unserialize($this->mutated($text)));
    }

    private function unserialise(): void
    {
        $class = $this->dice->pick($this->subjects->classes);
        if ($this->dice->oneIn(4) && !(new ReflectionClass($class))->isFinal()) {
            $class = Children::name($class, $this->dice->below(Children::KINDS));
        }
        $members = '';
        $count = 0;
        foreach (Subjects::properties($class) as $property) {
            if ($this->dice->oneIn(2)) {
                continue;
            }
            $name = $this->dice->pick([$property->getName(), "\0*\0{$property->getName()}", '0']);
            $members .= serialize($name) . $this->dice->pick(['i:1;', 'a:0:{}', 'N;', 'r:1;', 'R:1;', 's:1:"x";', 'b:1;',
                'O:8:"stdClass":0:{}', 'a:1:{i:0;r:1;}', 'd:INF;']);
            $count++;
        }
        $text = $this->dice->oneIn(6)
            ? 'C:' . strlen($class) . ":\"$class\":3:{abc}"
            : 'O:' . strlen($class) . ":\"$class\":$count:{" . $members . '}';
        $text = $this->dice->oneIn(3) ? $this->mutated($text) : $text;
        Log::line('  unserialise ' . addcslashes($text, "\0..\37\177..\377"));
        $this->guarded(static fn(): mixed => @unserialize($text));
    }

    private function mutated(string $text): string
    {
        for ($changes = $this->dice->below(3); $changes > 0 && $text !== ''; $changes--) {
            $at = $this->dice->below(strlen($text));
            $text = match ($this->dice->below(4)) {
                0 => substr_replace($text, chr($this->dice->below(256)), $at, 1),
                1 => substr_replace($text, $this->dice->pick(['N;', 'r:1;', 'R:2;', 'i:5;', '}', 'a:1:{i:0;i:1;}']), $at, 0),
                2 => substr_replace($text, '', $at, 1 + $this->dice->below(8)),
                3 => substr($text, 0, $at),
            };
        }
        return $text;
    }

    /** Code of the user that runs as if it stood in the class. */
    private function bind(): void
    {
        $object = $this->pool->pick($this->dice);
        $property = $object === null ? null : $this->dice->pick(Subjects::properties($object));
        if ($property === null) {
            return;
        }
        $name = $property->getName();
        $value = $this->values->any();
        Log::line('  in the scope of ' . Log::show($object) . ": \$this->$name = " . Log::show($value));
        $code = function () use ($name, $value): void {
            $reference = &$this->$name;
            $before = $reference;
            $reference = $value;
            unset($this->$name);
            $this->$name[] = $value;
        };
        if ($this->dice->oneIn(2)) {
            @$code->call($object);
        } else {
            $bound = @Closure::bind($code, $object, get_class($object));
            $bound === null || $bound();
        }
    }

    /** A fiber that may be suspended inside a callback, and be resumed later or never. */
    private function fiber(): void
    {
        foreach ($this->kept as $at => $fiber) {
            if ($fiber instanceof Fiber && $this->dice->oneIn(2)) {
                unset($this->kept[$at]);
                if ($fiber->isSuspended() && $this->dice->oneIn(2)) {
                    Log::line('  resume a fiber');
                    $fiber->resume();
                }
                return;
            }
        }
        $static = $this->dice->oneIn(2);
        Log::line('  in a fiber:');
        $fiber = new Fiber($static ? $this->callStatic(...) : $this->call(...));
        $fiber->start();
        if ($fiber->isSuspended()) {
            Log::line('  the fiber is suspended');
            $this->kept[] = $fiber;
        }
    }

    private function trap(): void
    {
        (new Traps($this->dice, $this->subjects, $this->addrs))->spring();
    }

    private function drop(): void
    {
        Log::line('  drop an object');
        $this->pool->drop($this->dice);
        if ($this->dice->oneIn(4)) {
            array_shift($this->kept);
        }
        if ($this->dice->oneIn(4)) {
            array_pop($this->raised);
        }
    }

    private function iterate(): void
    {
        $object = $this->pool->pickOf($this->dice, Traversable::class);
        if ($object !== null) {
            Log::line('  foreach over ' . Log::show($object));
            $this->walk($object);
        }
    }

    private function walk(Traversable $values): void
    {
        $count = 0;
        foreach ($values as $key => $value) {
            $this->pool->put($this->dice, $value);
            if ($values instanceof ArrayAccess && $this->dice->oneIn(4)) {
                $values[] = $value;
            } elseif ($values instanceof ArrayAccess && $this->dice->oneIn(4)) {
                unset($values[$key]);
            }
            Hook::enter($values, 'foreach');
            if (++$count > 8) {
                break;
            }
        }
    }

    private function access(): void
    {
        $object = $this->pool->pickOf($this->dice, ArrayAccess::class);
        if ($object === null) {
            return;
        }
        $key = $this->dice->pick([0, 1, -1, 'a', null, '7', PHP_INT_MAX, 1.5, true, []]);
        $value = $this->values->any();
        Log::line('  ' . Log::show($object) . '[' . Log::show($key) . '], ' . Log::show($value));
        match ($this->dice->below(5)) {
            0 => $object[$key] = $value,
            1 => $object[] = $value,
            2 => isset($object[$key], $object[$key][0]) || empty($object[$key]),
            3 => $object->offsetUnset($key),
            4 => $this->pool->put($this->dice, $object[$key]),
        };
    }

    /** A setting of the extension, or an error handler that is code of the user, too. */
    private function setting(): void
    {
        if ($this->dice->oneIn(3)) {
            Log::line('  an error handler');
            set_error_handler(static function (): bool {
                Hook::enter(null, 'the error handler');
                return true;
            });
            return;
        }
        $key = $this->dice->pick(array_keys((array)ini_get_all('netsvr', false)));
        $value = $this->dice->pick(['0', '1', '64', '1K', '2M', '-1', 'throw', 'log', 'off', 'trace', '', '99999999999999999999']);
        Log::line("  ini_set('$key', '$value')");
        @ini_set((string)$key, $value);
    }
}
