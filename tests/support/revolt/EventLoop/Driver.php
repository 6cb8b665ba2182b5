<?php
/*
 * Stand-in for Revolt: what a loop offers.
 */
declare(strict_types=1);

namespace Revolt\EventLoop;

use Closure;

interface Driver
{
    public function run(): void;

    public function stop(): void;

    public function isRunning(): bool;

    public function queue(Closure $closure, mixed ...$args): void;

    public function defer(Closure $closure): string;

    public function delay(float $delay, Closure $closure): string;

    public function onReadable(mixed $stream, Closure $closure): string;

    public function onWritable(mixed $stream, Closure $closure): string;

    public function cancel(string $callbackId): void;

    public function getIdentifiers(): array;
}
