<?php
/*
 * Stands in for hyperf/engine, without time-outs.
 */
declare(strict_types=1);

namespace Hyperf\Engine;

use Fiber;

class Channel
{
    private array $items = [];
    /** @var list<Fiber> those that wait for an item, or for a place */
    private array $waiting = [];

    public function __construct(private int $capacity = 0)
    {
    }

    public function push(mixed $data, float $timeout = -1): bool
    {
        $this->wait(fn(): bool => count($this->items) < max(1, $this->capacity));
        $this->items[] = $data;
        $this->wake();
        return true;
    }

    public function pop(float $timeout = -1): mixed
    {
        $this->wait(fn(): bool => $this->items !== []);
        $item = array_shift($this->items);
        $this->wake();
        return $item;
    }

    public function getLength(): int
    {
        return count($this->items);
    }

    private function wait(callable $isThere): void
    {
        while (!$isThere()) {
            $this->waiting[] = Fiber::getCurrent();
            Fiber::suspend();
        }
    }

    private function wake(): void
    {
        array_shift($this->waiting)?->resume();
    }
}
