<?php
/*
 * The periodic work of one process: when it is due, and that one that fails does not keep the others from theirs.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Closure;
use Throwable;

/** @internal */
final class PeriodicWork
{
    /** Seconds; a bit less than the interval of the loop, whose calls may come early by a moment. */
    private const INTERVAL = 0.9;

    private float $last;

    /**
     * @param list<Periodic> $works
     * @param Closure(string, ?Throwable): void $after called after each, with its method and what it threw
     */
    public function __construct(private readonly array $works, private readonly Closure $after)
    {
        $this->last = self::now();
    }

    /** To be called again and again: after each event, and each second without one. */
    public function doIfDue(): void
    {
        if ($this->works === [] || self::now() - $this->last < self::INTERVAL) {
            return;
        }
        foreach ($this->works as $work) {
            $thrown = null;
            try {
                $work->tick();
            } catch (Throwable $thrown) {
                // Reported by $after.
            }
            ($this->after)($work::class . '::tick', $thrown);
        }
        // From its end: work that takes long leaves time for events.
        $this->last = self::now();
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
