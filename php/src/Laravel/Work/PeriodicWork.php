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

    /** Seconds. */
    private const SILENCE = 60.0;
    /** What fails rests for so many times as long as it took: a store that hangs leaves most of the time to events. */
    private const REST = 9;

    private float $last;
    /** @var array<int, array{string, float}> what was reported last of each work that fails, and when */
    private array $reported = [];
    /** @var array<int, float> until when works rest that have failed */
    private array $rests = [];

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
        foreach ($this->works as $number => $work) {
            if (self::now() >= ($this->rests[$number] ?? 0.0)) {
                $this->call($number, 'tick');
            }
        }
        // From its end: work that takes long leaves time for events.
        $this->last = self::now();
    }

    /** The process takes no more events. */
    public function end(): void
    {
        foreach ($this->works as $number => $work) {
            $work instanceof EndsWithProcess && $this->call($number, 'end');
        }
    }

    private function call(int $number, string $method): void
    {
        $thrown = null;
        $began = self::now();
        try {
            $this->works[$number]->$method();
        } catch (Throwable $thrown) {
            // Reported by $after.
            $this->rests[$number] = self::now() + self::REST * (self::now() - $began);
        }
        ($this->after)($this->works[$number]::class . "::$method", $this->isToReport($number, $thrown) ? $thrown : null);
    }

    /** What fails each second fills no log: the same again is reported once a minute. */
    private function isToReport(int $number, ?Throwable $thrown): bool
    {
        if ($thrown === null) {
            unset($this->reported[$number]);
            return false;
        }
        // The message of a QueryException has the bindings in it, which differ each time; that of its cause has not.
        $what = $thrown::class . ': ' . ($thrown->getPrevious() ?? $thrown)->getMessage();
        [$before, $when] = $this->reported[$number] ?? ['', 0.0];
        if ($before === $what && self::now() - $when < self::SILENCE) {
            return false;
        }
        $this->reported[$number] = [$what, self::now()];
        return true;
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
