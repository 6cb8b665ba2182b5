<?php
/*
 * For config/autoload/signal.php of applications with hyperf/signal: at SIGTERM, takes the registrations of a process beside
 * the workers back before it ends. Not in workers: with a handler there Swoole would not hear of the signal, and end no worker.
 * CloseListener is for them.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Handler;

use Hyperf\Signal\SignalHandlerInterface;
use NetsvrBusiness\Hyperf\MainSockets;
use Psr\Container\ContainerInterface;

class StopHandler implements SignalHandlerInterface
{
    public function __construct(private ContainerInterface $container)
    {
    }

    public function listen(): array
    {
        return [[self::PROCESS, SIGTERM]];
    }

    public function handle(int $signal): void
    {
        $this->container->get(MainSockets::class)->stop();
    }
}
