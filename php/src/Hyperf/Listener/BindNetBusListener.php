<?php
/*
 * When an application of Hyperf boots, a server or a command: from then on NetBus works in it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Listener;

use Hyperf\Contract\StdoutLoggerInterface;
use Hyperf\Event\Contract\ListenerInterface;
use Hyperf\Framework\Event\BootApplication;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Hyperf\Settings;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\TaskSocketManger;
use Psr\Container\ContainerInterface;

class BindNetBusListener implements ListenerInterface
{
    public function __construct(private ContainerInterface $container)
    {
    }

    /** @return list<class-string> */
    public function listen(): array
    {
        return [BootApplication::class];
    }

    /** Nothing is made and nobody connected to before the first call: workers are forked after this. */
    public function process(object $event): void
    {
        // Without it a process that pushes nothing works; the first call of one that does says what is missing.
        if (!Extension::isThere()) {
            return;
        }
        $netsvr = Container::getInstance();
        // Another container, or a manager in it, is the application's own.
        if ($netsvr instanceof Container && !$netsvr->has(TaskSocketMangerInterface::class)) {
            $container = $this->container;
            $netsvr->bind(TaskSocketMangerInterface::class, static function () use ($container): TaskSocketManger {
                return $container->get(Settings::class)->taskSockets($container->get(StdoutLoggerInterface::class));
            });
        }
    }
}
