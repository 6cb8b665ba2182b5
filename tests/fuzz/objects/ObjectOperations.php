<?php
/*
 * The operations that take a whole object: casts, copies, comparisons, serialised text, loops and keys.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use ArrayAccess;
use ReflectionClass;
use Traversable;
use WeakMap;
use WeakReference;

trait ObjectOperations
{
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
}
