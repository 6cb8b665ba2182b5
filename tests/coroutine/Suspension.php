<?php
/*
 * A coroutine is suspended in the middle of something: at a line of a SlowLogger, or where a user class calls begin(). It goes on when
 * end() is called, so that nothing hangs on how fast the others are, or after a time that is given.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;

final class Suspension
{
    /** Seconds after which it ends by itself, unless a scene wants others. */
    private const LONGEST = 20.0;

    public bool $lasts = false;
    /** How often it has begun. */
    public int $times = 0;
    private bool $isOver = false;

    public function __construct(private readonly Run $run, private readonly float $seconds = self::LONGEST)
    {
    }

    /**
     * Begins once, with the first text that matches.
     *
     * @param object $teller calls its `after` with each text
     * @param Closure|null $first done before
     */
    public function at(object $teller, string $pattern, ?Closure $first = null): self
    {
        $teller->after = function (string $text) use ($teller, $pattern, $first): void {
            if (preg_match($pattern, $text) === 1) {
                $teller->after = null;
                $first === null || $first();
                $this->begin();
            }
        };
        return $this;
    }

    /** Suspends the calling coroutine. */
    public function begin(): void
    {
        $this->times++;
        $this->lasts = true;
        for ($deadline = microtime(true) + $this->seconds; !$this->isOver && microtime(true) < $deadline;) {
            $this->run->host->sleep(0.005);
        }
        $this->lasts = false;
    }

    /** In another coroutine: waits until it has begun. */
    public function await(string $what): void
    {
        $this->run->until(fn(): bool => $this->times > 0, "$what: suspended");
    }

    /** Checks that it lasts still, and lets the coroutine go on. */
    public function end(string $what): void
    {
        $this->run->check($this->lasts, "$what: no longer suspended");
        $this->isOver = true;
    }
}
