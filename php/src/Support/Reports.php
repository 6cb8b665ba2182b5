<?php
/*
 * Which exceptions are reported: what fails with each event, because a store or a database is down, fails as often as
 * clients like. Of those from one place the first few of a minute are; the next one says how many were left out. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Throwable;

/** @internal */
final class Reports
{
    /** From one place in a minute. */
    private const MOST = 10;
    private const MINUTE = 60.0;

    /** @var array<string, array{float, int}> since when, and how many there were; by class and place in the code */
    private array $places = [];

    /**
     * Shows an exception, and reports it, unless it is one too many.
     *
     * @param Closure(string): void $warn logs how many were left out
     * @param Closure(Throwable): void $show on the console
     * @param Closure(Throwable): void $report by the framework's own handler
     */
    public function tell(Throwable $thrown, Closure $warn, Closure $show, Closure $report): void
    {
        $leftOut = $this->leftOutBefore($thrown);
        if ($leftOut === null) {
            return;
        }
        if ($leftOut > 0) {
            $warn(sprintf('netsvr: %d more of %s were not reported', $leftOut, get_class($thrown)));
        }
        $show($thrown);
        try {
            $report($thrown);
        } catch (Throwable $failure) {
            // Nobody is left to be told but who reads the console; the next client must not pay for it.
            $show($failure);
        }
    }

    /** @return int|null null: it is not to be reported; else how many like it were left out in the minute before */
    private function leftOutBefore(Throwable $thrown): ?int
    {
        $now = hrtime(true) / 1e9;
        $place = sprintf('%s %s:%d', get_class($thrown), $thrown->getFile(), $thrown->getLine());
        [$since, $count] = $this->places[$place] ?? [$now, 0];
        if ($now - $since >= self::MINUTE) {
            $this->places[$place] = [$now, 1];
            return max(0, $count - self::MOST);
        }
        $this->places[$place] = [$since, $count + 1];
        return $count < self::MOST ? 0 : null;
    }
}
