<?php
/*
 * The loop of fibers that a test takes: Revolt's real sources, if REVOLT_DIR names them (the folder of
 * revolt/event-loop), else the stand-in.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Closure;
use Revolt\EventLoop;

final class Revolt
{
    private static bool $registered = false;

    /** @param string|null $folder of real sources; '' for the stand-in; null: what REVOLT_DIR says */
    public static function load(?string $folder = null): void
    {
        if (!self::$registered) {
            self::$registered = true;
            $folder ??= (string)getenv('REVOLT_DIR');
            loadClasses(['Revolt\\' => $folder === '' ? __DIR__ . '/revolt/' : "$folder/src/"]);
        }
        // the extension looks for a class that is loaded
        EventLoop::getDriver();
    }

    /** Runs these in fibers of the loop, until nothing is left to wait for. */
    public static function run(Closure ...$bodies): void
    {
        self::load();
        foreach ($bodies as $body) {
            EventLoop::queue(static function () use ($body): void {
                $body();
            });
        }
        EventLoop::run();
    }

    /** Suspends the calling fiber for so many seconds. */
    public static function sleep(float $seconds): void
    {
        $fiber = \Fiber::getCurrent();
        $isOver = false;
        EventLoop::delay($seconds, static function () use ($fiber, &$isOver): void {
            $isOver = true;
            if ($fiber->isSuspended()) {
                $fiber->resume();
            }
        });
        while (!$isOver) {
            \Fiber::suspend();
        }
    }
}
