<?php
/*
 * Takes the memory that the engine's allocator has at hand, all but a few pages, and forbids it to ask for more.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use SplFixedArray;

final class Memory
{
    private const LIMIT = '128M';
    /** Pages of a chunk, which is what the allocator asks for, but for the one that describes it. */
    private const PAGES = 511;
    private const MOST = 64 * self::PAGES;
    /** A text that takes a page. */
    private const LENGTH = 3900;

    private ?SplFixedArray $taken = null;

    /** Leaves so many pages, and what is left of those that are in use. */
    public function take(int $pages): void
    {
        // The engine's own collector of cycles does not bear the end of the memory.
        gc_disable();
        $taken = new SplFixedArray(self::MOST);
        gc_mem_caches();
        $real = memory_get_usage(true);
        for ($count = 0; memory_get_usage(true) === $real && $count < self::MOST; $count++) {
            $taken[$count] = str_repeat('x', self::LENGTH);
        }
        // One page of a new chunk is taken by now.
        for ($more = self::PAGES - 1 - $pages; $more > 0 && $count < self::MOST; $more--, $count++) {
            $taken[$count] = str_repeat('x', self::LENGTH);
        }
        $this->taken = $taken;
        ini_set('memory_limit', (string)memory_get_usage(true));
    }

    public function isTaken(): bool
    {
        return $this->taken !== null;
    }

    public function giveBack(): void
    {
        $this->taken = null;
        ini_set('memory_limit', self::LIMIT);
        gc_enable();
    }
}
