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
use NetsvrBusiness\Support\Extension;
use Psr\Log\LoggerInterface;
use support\Container as WebmanContainer;
use Workerman\Timer;
use Workerman\Worker;

class MainProcess
{
    /** Seconds between attempts to reach one gateway. */
    private const PAUSE = 3.0;

    private ?MainSocketManagerInterface $manager = null;
    private bool $stopped = false;

    /**
     * What cannot get better by itself is logged once, and the process idles until it is reloaded: Workerman starts a
     * process that ends again at once, with the same outcome.
     */
    public function onWorkerStart(Worker $worker): void
    {
        $logger = Plugin::logger();
        $problem = $this->problem();
        if ($problem === null) {
            $this->connect(WebmanContainer::make(Plugin::config()['work']['handler'], []), $logger);
        } elseif ($worker->id === 0) {
            $logger->error(rtrim($problem, '.') . '; what clients send is not handled until Webman is restarted.');
        }
    }

    public function onWorkerStop(): void
    {
        $this->stopped = true;
        $this->manager?->close();
    }

    /** Until one gateway has registered; from then on the main sockets connect by themselves, those of the others, too. */
    private function connect(EventInterface $handler, LoggerInterface $logger): void
    {
        if ($this->stopped) {
            return;
        }
        $manager = Plugin::gateways()->mainSocketsForWorkerman($logger, $handler);
        $manager->registerAtMost(max(1, (int)(Plugin::config()['work']['count'] ?? 1)));
        if ($manager->start()) {
            $this->manager = $manager;
            // One-way calls of NetBus in this process take the registered connections from now on.
            Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
            return;
        }
        Timer::add(self::PAUSE, fn() => $this->connect($handler, $logger), [], false);
    }

    /** Why this process cannot work, in a sentence; null when it can. */
    private function problem(): ?string
    {
        if (!Extension::isThere()) {
            return Extension::missing();
        }
        $class = Plugin::config()['work']['handler'] ?? null;
        if (!is_string($class) || !is_a($class, EventInterface::class, true)) {
            return sprintf(
                'netsvr: work.handler has to be a class that implements %s, not %s',
                EventInterface::class,
                is_string($class) ? $class : get_debug_type($class)
            );
        }
        try {
            Plugin::gateways();
        } catch (InvalidArgumentException $exception) {
            return $exception->getMessage();
        }
        return null;
    }
}
