<?php
/*
 * Stands in for hyperf/signal.
 */
declare(strict_types=1);

namespace Hyperf\Signal;

interface SignalHandlerInterface
{
    public const WORKER = 1;

    public const PROCESS = 2;

    public function listen(): array;

    public function handle(int $signal): void;
}
