<?php
/*
 * For config/autoload/signal.php of applications with hyperf/signal: at SIGTERM or SIGINT, takes the registrations at the
 * gateways back before the process ends.
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
        return [[self::WORKER, SIGTERM], [self::WORKER, SIGINT], [self::PROCESS, SIGTERM]];
    }

    public function handle(int $signal): void
    {
        $this->container->get(MainSockets::class)->stop();
    }
}
