<?php
/*
 * The main sockets of this process: registered at the gateways, they hand what clients do to the application's handler, each
 * event in a coroutine of its own. Made by Hyperf's container, once in a process.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use Error;
use Hyperf\Contract\StdoutLoggerInterface;
use Hyperf\Coroutine\Coroutine;
use Hyperf\Engine\Signal;
use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Support\ConcurrentHandler;
use NetsvrBusiness\Support\Extension;
use Psr\Container\ContainerInterface;

class MainSockets
{
    /** Seconds in which handlers end that are at work when the process is to stop. */
    private const PATIENCE = 10.0;
    /** How many processes MainSocketManager::registerAtMost() knows at most. */
    private const AT_MOST = 64;

    private ?MainSocketManager $manager = null;
    private ?ConcurrentHandler $handler = null;

    public function __construct(
        private ContainerInterface $container,
        private Settings $settings,
        private StdoutLoggerInterface $logger
    ) {
    }

    /**
     * In a coroutine of its own, until stop(): it comes back at once. A gateway that is down is tried again.
     *
     * @param int $processes of how many this is one: stop() then waits for the one that replaces it; 0: none does
     * @throws Error|InvalidArgumentException when there is nothing that it could run
     */
    public function start(int $processes = 0): void
    {
        if ($this->manager === null) {
            $manager = $this->make($processes);
            Coroutine::create(static fn() => $manager->run());
        }
    }

    /**
     * In the calling coroutine of a process that does nothing else, until SIGTERM or stop().
     *
     * @param int $processes as in start()
     * @return bool false when handlers are still at work
     * @throws Error|InvalidArgumentException when there is nothing that it could run
     */
    public function run(int $processes = 0): bool
    {
        $manager = $this->make($processes);
        if (Coroutine::inCoroutine()) {
            Coroutine::create(fn() => $this->stopAtSignal($manager));
        }
        $manager->run();
        $isSettled = $this->handler?->settle(self::PATIENCE) ?? true;
        $this->manager = null;
        return $isSettled;
    }

    public function isReceiving(): bool
    {
        return $this->manager !== null;
    }

    /** Takes the registrations back, and waits for handlers that are at work. Does nothing where nothing runs. */
    public function stop(): void
    {
        [$manager, $this->manager] = [$this->manager, null];
        if ($manager !== null) {
            $this->handler?->end();
            $manager->close();
            $this->handler?->settle(self::PATIENCE);
        }
    }

    private function stopAtSignal(MainSocketManager $manager): void
    {
        $parent = posix_getppid();
        while ($this->manager === $manager) {
            $since = hrtime(true);
            // Nobody would end this process when the one that has started it was killed.
            if (Signal::wait(SIGTERM, 1.0) || posix_getppid() !== $parent) {
                $this->stop();
            } elseif (hrtime(true) - $since < 0.5e9) {
                // Another one waits for this signal: with hyperf/signal, StopHandler stops it.
                return;
            }
        }
    }

    private function make(int $processes): MainSocketManager
    {
        if (!Extension::isThere()) {
            throw new Error(Extension::missing(MainSocketManager::class));
        }
        if (!$this->container->has(EventInterface::class)) {
            throw new InvalidArgumentException(
                'netsvr: no class handles what clients do: publish app/Event.php (vendor:publish netsvr/netsvr-php), or name'
                . ' yours for ' . EventInterface::class . ' in config/autoload/dependencies.php'
            );
        }
        $this->handler = new ConcurrentHandler(
            $this->container->get(EventInterface::class),
            $this->logger,
            $this->settings->handlersAtOnce(),
            $this->settings->handlersInOrder()
        );
        $this->manager = $this->settings->mainSockets($this->logger, $this->handler);
        if ($processes >= 1 && $processes <= self::AT_MOST) {
            $this->manager->registerAtMost($processes);
        }
        return $this->manager;
    }
}
