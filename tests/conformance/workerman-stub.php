<?php
/*
 * Stand-in for the timers of Workerman: what API 8 asks of it is noted, nothing runs by itself.
 */
declare(strict_types=1);

namespace Workerman;

final class Worker
{
    /** @var list<string> none: timers are not wanted */
    public static array $workers = [];
    public static mixed $globalEvent = null;

    public static function getAllWorkers(): array
    {
        return self::$workers;
    }
}

final class Timer
{
    /** @var list<array> [add, id, seconds, persistent], [del, id], [fire, id] of persistent ones, [ran, id] of the others */
    public static array $noted = [];
    /** @var array<int, array{callable, array, bool}> */
    private static array $timers = [];
    private static int $last = 0;

    public static function begin(): void
    {
        [self::$noted, self::$timers, self::$last] = [[], [], 0];
    }

    public static function add($seconds, $function, $arguments = [], $persistent = true): int
    {
        $id = ++self::$last;
        self::$timers[$id] = [$function, (array)$arguments, $persistent];
        self::$noted[] = ['add', $id, $seconds == (int)$seconds ? (int)$seconds : $seconds, $persistent];
        return $id;
    }

    public static function del($id): bool
    {
        self::$noted[] = ['del', $id];
        unset(self::$timers[$id]);
        return true;
    }

    /** All timers go off. */
    public static function fire(): void
    {
        foreach (self::$timers as $id => [$function, $arguments, $persistent]) {
            self::$noted[] = [$persistent ? 'fire' : 'ran', $id];
            if (!$persistent) {
                unset(self::$timers[$id]);
            }
            $function(...$arguments);
        }
    }
}
