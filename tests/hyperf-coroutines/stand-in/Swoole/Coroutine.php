<?php
/*
 * Stands in for the coroutines of Swoole: fibers, which run until they suspend themselves.
 */
declare(strict_types=1);

namespace Swoole;

use Fiber;

class Coroutine
{
    /** @var array<int, Fiber> */
    private static array $suspended = [];

    public static function getCid(): int
    {
        $fiber = Fiber::getCurrent();
        return $fiber === null ? -1 : spl_object_id($fiber);
    }

    public static function create(callable $task): int
    {
        (new Fiber($task))->start();
        return 1;
    }

    public static function suspend(): bool
    {
        self::$suspended[self::getCid()] = Fiber::getCurrent();
        Fiber::suspend();
        return true;
    }

    public static function resume(int $id): bool
    {
        $fiber = self::$suspended[$id];
        unset(self::$suspended[$id]);
        $fiber->resume();
        return true;
    }
}
