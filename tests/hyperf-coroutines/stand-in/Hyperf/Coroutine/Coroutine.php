<?php
/*
 * Stands in for hyperf/coroutine: fibers.
 */
declare(strict_types=1);

namespace Hyperf\Coroutine;

use Fiber;

class Coroutine
{
    public static function create(callable $callable): int
    {
        (new Fiber($callable))->start();
        return 1;
    }

    public static function inCoroutine(): bool
    {
        return Fiber::getCurrent() !== null;
    }

    public static function sleep(float $seconds): void
    {
        usleep((int)($seconds * 1e6));
    }
}
