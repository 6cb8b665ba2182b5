<?php
/*
 * Registers each worker of Hyperf's server at the gateways: for config/autoload/listeners.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Listener;

use Hyperf\Event\Contract\ListenerInterface;
use Hyperf\Framework\Event\AfterWorkerStart;
use Hyperf\Server\Event\MainCoroutineServerStart;
use NetsvrBusiness\Hyperf\MainSockets;
use Psr\Container\ContainerInterface;

class StartMainSocketListener implements ListenerInterface
{
    public function __construct(private ContainerInterface $container)
    {
    }

    /** @return list<class-string> */
    public function listen(): array
    {
        return [AfterWorkerStart::class, MainCoroutineServerStart::class];
    }

    public function process(object $event): void
    {
        $sockets = $this->container->get(MainSockets::class);
        if (!$event instanceof AfterWorkerStart) {
            $sockets->start();
        } elseif (!$event->server->taskworker) {
            // Processes for tasks may have no coroutines. A reload stops all workers before new ones have registered.
            $sockets->start((int)($event->server->setting['worker_num'] ?? 0));
        }
    }
}
