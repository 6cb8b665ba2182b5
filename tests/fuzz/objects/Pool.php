<?php
/*
 * The objects of a sequence, in numbered places: what is made takes the place of what was there. And what has to stay
 * alive: references, fibers, what destructors raised.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

final class Pool
{
    private const PLACES = 20;

    /** @var array<int, object> */
    private array $objects = [];
    private array $references = [];
    private int $nextReference = 0;

    public function put(Dice $dice, mixed $value): void
    {
        if (is_object($value) && Subjects::has($value)) {
            $this->objects[$dice->below(self::PLACES)] = $value;
        }
    }

    /** @return array<int, object> */
    public function all(): array
    {
        return $this->objects;
    }

    public function pick(Dice $dice): ?object
    {
        return $dice->pick($this->objects);
    }

    public function pickOf(Dice $dice, string $type): ?object
    {
        return $dice->pick(array_filter($this->objects, static fn(object $one): bool => $one instanceof $type));
    }

    public function drop(Dice $dice): void
    {
        unset($this->objects[$dice->below(self::PLACES)]);
    }

    public function keepReference(mixed &$value): void
    {
        $this->references[$this->nextReference++ % 64] = &$value;
    }

    /**
     * Writes through one of the references. Gives what was there: PHP destroys it before the new value is in place
     * where a property with a type takes part, and does not bear a destructor that uses the property.
     */
    public function writeReference(Dice $dice, mixed $value): mixed
    {
        $key = $dice->pick(array_keys($this->references));
        if ($key !== null) {
            $reference = &$this->references[$key];
            $before = $reference;
            $reference = $value;
        }
        return $before ?? null;
    }

    public function clear(): void
    {
        [$objects, $references] = [$this->objects, $this->references];
        $this->objects = $this->references = [];
        unset($references);
        foreach (array_keys($objects) as $at) {
            unset($objects[$at]);
        }
    }
}
