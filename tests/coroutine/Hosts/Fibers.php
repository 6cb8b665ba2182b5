<?php
/*
 * Fibers that a loop of Revolt resumes.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine\Hosts;

use Closure;
use Fiber;
use NetsvrTests\Coroutine\Coroutine;
use NetsvrTests\Coroutine\Host;
use NetsvrTests\Coroutine\Killed;
use NetsvrTests\Support\Revolt as Loop;
use Revolt\EventLoop;

abstract class Fibers extends Host
{
    private int $started = 0;

    public function sleep(float $seconds): void
    {
        Loop::sleep($seconds);
    }

    /** Throws into it, wherever it is suspended. */
    public function kill(Coroutine $coroutine): void
    {
        if ($coroutine->handle instanceof Fiber && $coroutine->handle->isSuspended()) {
            $coroutine->handle->throw(new Killed());
        }
    }

    protected function loop(Closure $main): void
    {
        EventLoop::queue($main);
        EventLoop::run();
    }

    protected function loopAround(Closure $outside, Closure ...$bodies): void
    {
        array_map(EventLoop::queue(...), $bodies);
        EventLoop::delay(0.1, static fn() => EventLoop::getDriver()->stop());
        EventLoop::run();
        $outside();
        EventLoop::run();
    }

    protected function start(Coroutine $coroutine, Closure $body): void
    {
        // in turn: in a fiber of the loop's, and in one that was made for it
        $isOwn = $this->started++ % 2 === 1;
        EventLoop::queue(static function () use ($coroutine, $body, $isOwn): void {
            if ($isOwn) {
                $coroutine->handle = new Fiber($body);
                $coroutine->handle->start();
                return;
            }
            $coroutine->handle = Fiber::getCurrent();
            $body();
            $coroutine->handle = null;
        });
    }
}
