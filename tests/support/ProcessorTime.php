<?php
/*
 * What this process has worked, whatever else the machine does.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Closure;

final class ProcessorTime
{
    /** Seconds so far: of its own code, and of the system for it. */
    public static function all(): float
    {
        return self::own() + self::of('stime');
    }

    /** Seconds so far of its own code. */
    public static function own(): float
    {
        return self::of('utime');
    }

    /** Seconds of its own code while it does this. */
    public static function taken(Closure $do): float
    {
        $before = self::own();
        $do();
        return self::own() - $before;
    }

    private static function of(string $kind): float
    {
        $usage = getrusage();
        return $usage["ru_$kind.tv_sec"] + $usage["ru_$kind.tv_usec"] / 1e6;
    }
}
