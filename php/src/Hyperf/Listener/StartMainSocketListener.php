<?php
/*
 * Starts with the server as many processes as it has workers, which are registered at the gateways: for
 * config/autoload/listeners.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Listener;

use Hyperf\Event\Contract\ListenerInterface;
use Hyperf\Framework\Event\BeforeMainServerStart;
use NetsvrBusiness\Hyperf\MainSocketProcess;
use Psr\Container\ContainerInterface;

class StartMainSocketListener implements ListenerInterface
{
    public function __construct(private ContainerInterface $container)
    {
    }

    /** @return list<class-string> */
    public function listen(): array
    {
        return [BeforeMainServerStart::class];
    }

    public function process(object $event): void
    {
        $process = new MainSocketProcess($this->container);
        $process->nums = max(1, (int)($event->serverConfig['settings']['worker_num'] ?? 1));
        $process->bind($event->server);
    }
}
