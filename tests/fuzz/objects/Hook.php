<?php
/*
 * The user code of a sequence: what children, loggers, callbacks, generators and destructors do when they are called,
 * in the middle of what the extension does. Mostly nothing; else something that it must bear.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Fiber;
use Throwable;

final class Hook
{
    private const DEEPEST = 3;
    /** how often something may happen in one step */
    private const MOST = 12;

    private static ?Operations $operations = null;
    private static ?Dice $dice = null;
    private static int $depth = 0;
    private static int $done = 0;
    private static bool $muted = false;

    public static function prepare(?Operations $operations, string $seed): void
    {
        self::$operations = $operations;
        self::$dice = new Dice("$seed/hook");
        self::$depth = self::$done = 0;
        self::$muted = false;
    }

    /** Whether user code does nothing. Gives what held before. */
    public static function mute(bool $muted): bool
    {
        [$before, self::$muted] = [self::$muted, $muted];
        return $before;
    }

    public static function enter(?object $self, string $where): mixed
    {
        if (self::$operations === null || self::$muted || self::$depth >= self::DEEPEST || self::$done >= self::MOST
            || !self::$dice->oneIn(3)) {
            return null;
        }
        self::$done++;
        self::$depth++;
        try {
            Log::line(str_repeat('  ', self::$depth + 1) . "in $where");
            return self::$operations->inside(self::$dice, $self);
        } finally {
            self::$depth--;
        }
    }

    public static function destruct(object $self): void
    {
        if (self::$operations !== null && self::$dice->oneIn(4)) {
            self::$operations->raise(self::$dice, $self);
        }
        self::enter(null, '__destruct');
    }

    /** What an overridden method returns: mostly what its parent does. */
    public static function leave(mixed $value): mixed
    {
        return self::$dice !== null && self::$dice->oneIn(25) ? self::value() : $value;
    }

    public static function value(): mixed
    {
        return self::$operations?->values(self::$dice)->any(2);
    }

    /** Whether an overridden constructor calls its parent's. */
    public static function goesUp(): bool
    {
        return self::$dice === null || !self::$dice->oneIn(6);
    }

    /** What a method of user code returns that has a type. */
    public static function result(string $type, string $method): mixed
    {
        if (self::$operations === null || $type === '') {
            return null;
        }
        $types = explode('|', ltrim($type, '?'));
        try {
            return self::$operations->values(self::$dice)->ofNamed(ltrim(self::$dice->pick($types), '\\'), $method, true, 3);
        } catch (\Error | \Exception) {
            return null;
        }
    }
}
