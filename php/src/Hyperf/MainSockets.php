<?php
/*
 * The main sockets of this process: registered at the gateways, they hand what clients do to the application's handler.
 * Made by Hyperf's container, once in a process.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use Error;
use Hyperf\Contract\StdoutLoggerInterface;
use Hyperf\Coroutine\Coroutine;
use Hyperf\Engine\Channel;
use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Support\Extension;
use Psr\Container\ContainerInterface;

class MainSockets
{
    /** Seconds in which handlers end that are at work when the process is to stop. */
    private const PATIENCE = 10.0;

    private ?MainSocketManager $manager = null;
    private ?EventCoroutines $events = null;
    private ?Channel $ended = null;

    public function __construct(
        private ContainerInterface $container,
        private Settings $settings,
        private StdoutLoggerInterface $logger
    ) {
    }

    /**
     * In a coroutine of its own, until stop(): it comes back at once. A gateway that is down is tried again.
     *
     * @throws Error|InvalidArgumentException when there is nothing that it could run
     */
    public function start(): void
    {
        if ($this->manager !== null) {
            return;
        }
        $manager = $this->make();
        $ended = $this->ended = new Channel(1);
        Coroutine::create(static function () use ($manager, $ended): void {
            try {
                $manager->run();
            } finally {
                $ended->push(true);
            }
        });
    }

    /**
     * Until a signal (SIGTERM, SIGINT) or stop() ends it.
     *
     * @param callable|null $tick called every second, as that of MainSocketManager::run()
     * @throws Error|InvalidArgumentException when there is nothing that it could run
     */
    public function run(?callable $tick = null): void
    {
        try {
            $this->make()->run($tick);
        } finally {
            $this->events?->settle(self::PATIENCE);
            $this->manager = null;
        }
    }

    /** Takes the registrations back, and waits for handlers that are at work. Does nothing where nothing runs. */
    public function stop(): void
    {
        [$manager, $ended, $this->manager, $this->ended] = [$this->manager, $this->ended, null, null];
        if ($manager === null) {
            return;
        }
        $manager->close();
        $ended?->pop(self::PATIENCE);
        $this->events?->settle(self::PATIENCE);
    }

    private function make(): MainSocketManager
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
        $this->events = new EventCoroutines(
            $this->container->get(EventInterface::class),
            $this->logger,
            $this->settings->handlersAtOnce(),
            $this->settings->handlersInOrder()
        );
        return $this->manager = $this->settings->mainSockets($this->logger, $this->events);
    }
}
