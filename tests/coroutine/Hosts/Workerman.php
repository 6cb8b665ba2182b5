<?php
/*
 * Workerman 5 with its loop of fibers: coroutines are those of its own package, and sleep in its own timers.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine\Hosts;

use Closure;
use Fiber;
use NetsvrTests\Coroutine\Coroutine;
use NetsvrTests\Support\Revolt as Loop;
use Workerman\Coroutine as WorkermanCoroutine;
use Workerman\Events\Fiber as FiberLoop;
use Workerman\Timer;
use Workerman\Worker;

final class Workerman extends Fibers
{
    private FiberLoop $loop;

    public function __construct()
    {
        $folder = self::source();
        $revolt = dirname($folder) . '/../revolt/event-loop';
        // as Composer would find them
        $roots = ['Workerman\\Coroutine\\' => "$folder/../coroutine/src/", 'Workerman\\Coroutine' => "$folder/../coroutine/src/Coroutine", 'Workerman\\' => "$folder/src/"];
        \NetsvrTests\Support\loadClasses($roots);
        Loop::load($revolt);
        Worker::$eventLoopClass = FiberLoop::class;
        $this->loop = Worker::$globalEvent = new FiberLoop();
        Timer::init($this->loop);
        WorkermanCoroutine::init();
    }

    public static function source(): string
    {
        return (string)getenv('WORKERMAN5_DIR');
    }

    public static function needs(): string
    {
        return 'WORKERMAN5_DIR: the folder of workerman/workerman 5, with workerman/coroutine and revolt/event-loop as Composer installs them';
    }

    public function name(): string
    {
        return 'Workerman ' . Worker::VERSION . ' with Fiber';
    }

    public function sleep(float $seconds): void
    {
        Timer::sleep($seconds);
    }

    protected function loop(Closure $main): void
    {
        $this->loop->delay(0.0, $main);
        $this->loop->run();
    }

    protected function start(Coroutine $coroutine, Closure $body): void
    {
        $this->loop->delay(0.0, static fn() => WorkermanCoroutine::create(static function () use ($coroutine, $body): void {
            $coroutine->handle = Fiber::getCurrent();
            $body();
            $coroutine->handle = null;
        }));
    }
}
