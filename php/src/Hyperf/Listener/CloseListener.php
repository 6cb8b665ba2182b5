<?php
/*
 * When a worker or a process of Hyperf's ends, takes its registrations at the gateways back.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Listener;

use Hyperf\Coroutine\Coroutine;
use Hyperf\Event\Contract\ListenerInterface;
use Hyperf\Framework\Event\OnWorkerExit;
use Hyperf\Process\Event\AfterCoroutineHandle;
use Hyperf\Process\Event\AfterProcessHandle;
use Hyperf\Server\Event\CoroutineServerStop;
use NetsvrBusiness\Hyperf\MainSockets;
use Psr\Container\ContainerInterface;

class CloseListener implements ListenerInterface
{
    public function __construct(private ContainerInterface $container)
    {
    }

    /** @return list<class-string> */
    public function listen(): array
    {
        return [OnWorkerExit::class, AfterProcessHandle::class, AfterCoroutineHandle::class, CoroutineServerStop::class];
    }

    public function process(object $event): void
    {
        $stop = fn() => $this->container->get(MainSockets::class)->stop();
        Coroutine::inCoroutine() ? $stop() : Coroutine::create($stop);
    }
}
