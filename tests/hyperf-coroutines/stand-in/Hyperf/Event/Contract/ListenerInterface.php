<?php
/*
 * Stands in for hyperf/event.
 */
declare(strict_types=1);

namespace Hyperf\Event\Contract;

interface ListenerInterface
{
    public function listen(): array;

    public function process(object $event): void;
}
