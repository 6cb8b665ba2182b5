<?php
/*
 * Stand-in for Workerman 5: the event loop as the rest of a program sees it. Times are in seconds.
 */
declare(strict_types=1);

namespace Workerman\Events;

interface EventInterface
{
    public function delay(float $delay, callable $func, array $args = []): int;

    public function offDelay(int $timerId): bool;

    public function repeat(float $interval, callable $func, array $args = []): int;

    public function offRepeat(int $timerId): bool;

    public function onReadable($stream, callable $func): void;

    public function offReadable($stream): bool;

    public function onWritable($stream, callable $func): void;

    public function offWritable($stream): bool;

    public function onSignal(int $signal, callable $func): void;

    public function offSignal(int $signal): bool;

    public function deleteAllTimer(): void;

    public function run(): void;

    public function stop(): void;

    public function getTimerCount(): int;

    public function setErrorHandler(callable $errorHandler): void;
}
