<?php
/*
 * Stand-in for Workerman 5: an event loop that runs each callback in a fiber, but those of signals, where PHP does not
 * allow it.
 */
declare(strict_types=1);

namespace Workerman\Events;

final class Fiber implements EventInterface
{
    private Select $loop;

    public function __construct()
    {
        $this->loop = new Select();
    }

    public function delay(float $delay, callable $func, array $args = []): int
    {
        return $this->loop->delay($delay, self::inFiber($func), $args);
    }

    public function offDelay(int $timerId): bool
    {
        return $this->loop->offDelay($timerId);
    }

    public function repeat(float $interval, callable $func, array $args = []): int
    {
        return $this->loop->repeat($interval, self::inFiber($func), $args);
    }

    public function offRepeat(int $timerId): bool
    {
        return $this->loop->offRepeat($timerId);
    }

    public function onReadable($stream, callable $func): void
    {
        $this->loop->onReadable($stream, self::inFiber($func));
    }

    public function offReadable($stream): bool
    {
        return $this->loop->offReadable($stream);
    }

    public function onWritable($stream, callable $func): void
    {
        $this->loop->onWritable($stream, self::inFiber($func));
    }

    public function offWritable($stream): bool
    {
        return $this->loop->offWritable($stream);
    }

    public function onSignal(int $signal, callable $func): void
    {
        $this->loop->onSignal($signal, $func);
    }

    public function offSignal(int $signal): bool
    {
        return $this->loop->offSignal($signal);
    }

    public function deleteAllTimer(): void
    {
        $this->loop->deleteAllTimer();
    }

    public function run(): void
    {
        $this->loop->run();
    }

    public function stop(): void
    {
        $this->loop->stop();
    }

    public function getTimerCount(): int
    {
        return $this->loop->getTimerCount();
    }

    public function setErrorHandler(callable $errorHandler): void
    {
        $this->loop->setErrorHandler($errorHandler);
    }

    public function watcherCount(): int
    {
        return $this->loop->watcherCount();
    }

    private static function inFiber(callable $func): callable
    {
        return static fn(mixed ...$args) => (new \Fiber($func))->start(...$args);
    }
}
