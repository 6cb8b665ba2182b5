<?php
/*
 * A process of Webman that is registered at the gateways and hands what websocket clients do to the handler of the
 * plugin's configuration.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use InvalidArgumentException;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocketManager;
use Psr\Log\LoggerInterface;
use support\Container as WebmanContainer;
use Workerman\Timer;
use Workerman\Worker;

class MainProcess
{
    /** Seconds between attempts to reach all gateways. */
    private const PAUSE = 3.0;

    private ?MainSocketManager $manager = null;
    private bool $stopped = false;

    /** @throws InvalidArgumentException when the configuration cannot be right */
    public function onWorkerStart(Worker $worker): void
    {
        $handler = $this->handler();
        $logger = Plugin::logger();
        $this->connect($handler, $logger);
    }

    public function onWorkerStop(): void
    {
        $this->stopped = true;
        $this->manager?->close();
    }

    /** Until all gateways have been reached once; from then on the main sockets reconnect by themselves. */
    private function connect(EventInterface $handler, LoggerInterface $logger): void
    {
        if ($this->stopped) {
            return;
        }
        $manager = Plugin::gateways()->mainSocketsForWorkerman($logger, $handler);
        if ($manager->start()) {
            $this->manager = $manager;
            // One-way calls of NetBus in this process take the registered connections from now on.
            Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
            return;
        }
        Timer::add(self::PAUSE, fn() => $this->connect($handler, $logger), [], false);
    }

    private function handler(): EventInterface
    {
        $class = Plugin::config()['work']['handler'] ?? null;
        if (!is_string($class) || !is_a($class, EventInterface::class, true)) {
            throw new InvalidArgumentException(sprintf(
                'netsvr: work.handler has to be a class that implements %s, not %s',
                EventInterface::class,
                is_string($class) ? $class : get_debug_type($class)
            ));
        }
        return WebmanContainer::make($class, []);
    }
}
