<?php
/*
 * Stand-in for Workerman 5: timers of the worker's event loop.
 */
declare(strict_types=1);

namespace Workerman;

use RuntimeException;
use Workerman\Events\EventInterface;

class Timer
{
    private static ?EventInterface $loop = null;

    public static function init(?EventInterface $event = null): void
    {
        self::$loop = $event;
    }

    public static function repeat(float $timeInterval, callable $func, array $args = []): int
    {
        return self::$loop->repeat($timeInterval, $func, $args);
    }

    public static function delay(float $timeInterval, callable $func, array $args = []): int
    {
        return self::$loop->delay($timeInterval, $func, $args);
    }

    public static function add(float $timeInterval, callable $func, ?array $args = [], bool $persistent = true): int
    {
        if ($timeInterval < 0) {
            throw new RuntimeException("a timer cannot wait for $timeInterval s");
        }
        if (self::$loop === null) {
            throw new RuntimeException('there are no timers outside of a worker');
        }
        return $persistent
            ? self::$loop->repeat($timeInterval, $func, $args ?? [])
            : self::$loop->delay($timeInterval, $func, $args ?? []);
    }

    /** Lets the others go on meanwhile, where the loop runs callbacks in fibers. */
    public static function sleep(float $delay): void
    {
        $fiber = \Fiber::getCurrent();
        if ($fiber === null) {
            usleep((int)($delay * 1e6));
            return;
        }
        self::$loop->delay($delay, static fn() => $fiber->resume());
        \Fiber::suspend();
    }

    public static function del(int $timerId): bool
    {
        return self::$loop === null || self::$loop->offDelay($timerId);
    }

    public static function delAll(): void
    {
        self::$loop?->deleteAllTimer();
    }
}
