<?php
/*
 * A coroutine that sleeps a few milliseconds, again and again: as long as it is called, others have the process.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

final class Ticker
{
    public const EVERY = 0.005;

    public int $ticks = 0;
    /** The longest time between two ticks, in seconds. */
    public float $longestPause = 0.0;
    private bool $stopped = false;
    private Coroutine $coroutine;

    public function __construct(private Host $host)
    {
        $this->coroutine = $host->go(function (): void {
            $last = microtime(true);
            while (!$this->stopped) {
                $this->host->sleep(self::EVERY);
                $now = microtime(true);
                $this->longestPause = max($this->longestPause, $now - $last);
                $last = $now;
                $this->ticks++;
            }
        });
    }

    public function stop(): void
    {
        $this->stopped = true;
        $this->host->join(10.0, $this->coroutine);
    }
}
