<?php
declare(strict_types=1);

namespace app;

use NetsvrBusiness\NetBus;
use Workerman\Timer;

/** Any process of the project: says hello to all clients five times a second, unless it has something else to do. */
final class Pusher
{
    public function onWorkerStart(): void
    {
        if (getenv('TEST_PUSHES') !== 'nothing') {
            Timer::add(0.2, static fn() => NetBus::broadcast('hello from the project'));
        }
    }
}
