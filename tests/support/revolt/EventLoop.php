<?php
/*
 * Stand-in for Revolt: the loop that runs fibers, with the signatures of the real one, as far as netsvr and its tests
 * call them.
 */
declare(strict_types=1);

namespace Revolt;

use Closure;
use Revolt\EventLoop\Driver;
use Revolt\EventLoop\StandInDriver;

final class EventLoop
{
    private static ?Driver $driver = null;

    public static function getDriver(): Driver
    {
        return self::$driver ??= new StandInDriver();
    }

    public static function setDriver(Driver $driver): void
    {
        self::$driver = $driver;
    }

    public static function queue(Closure $closure, mixed ...$args): void
    {
        self::getDriver()->queue($closure, ...$args);
    }

    public static function defer(Closure $closure): string
    {
        return self::getDriver()->defer($closure);
    }

    public static function delay(float $delay, Closure $closure): string
    {
        return self::getDriver()->delay($delay, $closure);
    }

    public static function onReadable(mixed $stream, Closure $closure): string
    {
        return self::getDriver()->onReadable($stream, $closure);
    }

    public static function onWritable(mixed $stream, Closure $closure): string
    {
        return self::getDriver()->onWritable($stream, $closure);
    }

    public static function cancel(string $callbackId): void
    {
        self::getDriver()->cancel($callbackId);
    }

    /** @return list<string> */
    public static function getIdentifiers(): array
    {
        return self::getDriver()->getIdentifiers();
    }

    public static function run(): void
    {
        self::getDriver()->run();
    }
}
