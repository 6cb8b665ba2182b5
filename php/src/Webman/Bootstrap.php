<?php
/*
 * Runs when a process of Webman starts: from then on NetBus works in it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\TaskSocketManger;
use Workerman\Worker;

class Bootstrap implements \Webman\Bootstrap
{
    /**
     * Nothing is made and nobody connected to before the first call.
     *
     * @param Worker|null $worker null in console commands, which have no loop for heartbeats
     */
    public static function start(?Worker $worker): void
    {
        // Without it a process that pushes nothing works; the first call of one that does says what is missing.
        if (!Extension::isThere()) {
            return;
        }
        $container = Container::getInstance();
        // Another container, or a manager in it, is that of the project's own bootstrap.
        if (!$container instanceof Container || $container->has(TaskSocketMangerInterface::class)) {
            return;
        }
        $container->bind(TaskSocketMangerInterface::class, static function () use ($worker): TaskSocketManger {
            $gateways = Plugin::gateways();
            return $worker === null
                ? $gateways->taskSockets(Plugin::logger())
                : $gateways->taskSocketsForWorkerman(Plugin::logger());
        });
    }
}
