<?php
/*
 * Who runs the coroutine that the calling code is in: the loops of coroutines that the extension knows, too.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Fiber;
use Revolt\EventLoop;
use Swoole\Coroutine as SwooleCoroutine;
use Swow\Coroutine as SwowCoroutine;

/** @internal */
enum CoroutineScheduler
{
    case Revolt;
    case Swoole;
    case Swow;

    /** null outside coroutines, and in fibers that no loop runs. */
    public static function current(): ?self
    {
        return match (true) {
            Fiber::getCurrent() !== null && class_exists(EventLoop::class, false) => self::Revolt,
            class_exists(SwooleCoroutine::class, false) && SwooleCoroutine::getCid() > 0 => self::Swoole,
            class_exists(SwowCoroutine::class, false) && SwowCoroutine::getCurrent() !== SwowCoroutine::getMain() => self::Swow,
            default => null,
        };
    }

    /** Runs something in a coroutine of its own, now or soon. It must not throw. */
    public function start(Closure $task): void
    {
        match ($this) {
            self::Revolt => EventLoop::queue($task),
            self::Swoole => SwooleCoroutine::create($task),
            self::Swow => SwowCoroutine::run($task),
        };
    }

    /** Others run for so many seconds. */
    public function sleep(float $seconds): void
    {
        if ($this === self::Revolt) {
            $suspension = EventLoop::getSuspension();
            EventLoop::delay($seconds, static fn() => $suspension->resume());
            $suspension->suspend();
        } elseif ($this === self::Swoole) {
            SwooleCoroutine::sleep($seconds);
        } else {
            msleep((int)ceil($seconds * 1000));
        }
    }

    /**
     * Suspends the calling coroutine until somebody calls what `$wake` is given.
     *
     * @param Closure(Closure(): void): void $wake called before it is suspended
     */
    public function suspend(Closure $wake): void
    {
        if ($this === self::Revolt) {
            $suspension = EventLoop::getSuspension();
            $wake($suspension->resume(...));
            $suspension->suspend();
        } elseif ($this === self::Swoole) {
            $id = SwooleCoroutine::getCid();
            $wake(static fn() => SwooleCoroutine::resume($id));
            SwooleCoroutine::suspend();
        } else {
            $coroutine = SwowCoroutine::getCurrent();
            $wake(static fn() => $coroutine->resume());
            SwowCoroutine::yield();
        }
    }
}
