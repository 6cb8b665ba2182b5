<?php
/*
 * The operations that write properties, and make references and closures that do.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use ArrayObject;
use Closure;
use ReflectionClass;
use ReflectionProperty;
use stdClass;

trait PropertyOperations
{
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

    /** A closure that runs as if it stood in the class. */
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
}
