<?php
/*
 * Main sockets of a scene, which are those of Workerman where that is the host, and what has come of them.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Sockets;
use RuntimeException;
use Workerman\Worker;

final class Mains implements EventInterface
{
    public readonly ArrayLogger $logger;
    /** Where it gets its lines from. */
    public readonly SlowLogger $slowLogger;
    public readonly bool $areHosted;
    /** @var list<string> the data of messages that have been handled */
    public array $got = [];
    /** @var Closure(): void|null what handling a message does */
    public ?Closure $handle = null;

    /** @param int $timeout seconds for connecting, and for sending and receiving */
    public function __construct(private readonly Run $run, private readonly int $timeout = 20)
    {
        $this->logger = new ArrayLogger();
        $this->slowLogger = new SlowLogger($this->logger);
        $this->areHosted = $run->hostName === 'workerman';
    }

    /** @param class-string|null $class of a child, instead of that of the host */
    public function one(FakeGateway $gateway, ?string $class = null, int $heartbeat = 45_000): MainSocketInterface
    {
        $socket = new Socket('business', $this->slowLogger, $gateway->addr(), $this->timeout, $this->timeout);
        return $this->over($socket, $class, $heartbeat);
    }

    /** @param class-string|null $class as above */
    public function over(Socket $socket, ?string $class = null, int $heartbeat = 45_000): MainSocketInterface
    {
        $class ??= $this->areHosted ? WorkermanMainSocket::class : MainSocket::class;
        return Sockets::main($class, 'business', $this->slowLogger, $this, $socket, Event::OnMessage, $heartbeat);
    }

    public function manager(FakeGateway ...$gateways): MainSocketManager
    {
        return $this->managerOf(...array_map($this->one(...), $gateways));
    }

    public function managerOf(MainSocketInterface ...$mains): MainSocketManager
    {
        $manager = new MainSocketManager();
        array_map($manager->addSocket(...), $mains);
        return $manager;
    }

    /** NetBus sends over these from now on, and has no other way to their gateways. */
    public function bind(MainSocketManager $manager): void
    {
        Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
        Container::getInstance()->bind(TaskSocketMangerInterface::class, new TaskSocketManger());
    }

    /** In a coroutine: the loop that reads them, until the manager is closed. Returns when they are registered. */
    public function loop(MainSocketManager $manager, int $registrations = 1): Coroutine
    {
        $loop = $this->run->host->go(fn() => $this->areHosted ? $manager->start() : $manager->run());
        $this->until(fn() => $this->lines('~register to .* ok~') >= $registrations, 'registered');
        return $loop;
    }

    /** In a coroutine: waits until this holds, or 20 seconds have passed. */
    public function until(Closure $holds, string $what): void
    {
        try {
            $this->run->until($holds, $what);
        } catch (RuntimeException $late) {
            throw new RuntimeException($late->getMessage() . '; ' . json_encode($this->logger->records));
        }
    }

    /** In a coroutine: waits until a gateway has got so many frames. */
    public function frames(FakeGateway $gateway, int $count): void
    {
        $this->until(static fn() => count($gateway->frames()) >= $count, "$count frames");
    }

    /** In a coroutine: the connections to a gateway, soon: the thread that keeps them alive may have one for a moment. */
    public function connectionsLeft(FakeGateway $gateway): int
    {
        for ($deadline = microtime(true) + 5; Run::connectionsTo($gateway->addr()) > 0 && microtime(true) < $deadline;) {
            $this->run->host->sleep(0.01);
        }
        return Run::connectionsTo($gateway->addr());
    }

    /** How many lines of the log are such ones. */
    public function lines(string $pattern): int
    {
        return count($this->matching($pattern));
    }

    /** @return list<string> those lines */
    public function matching(string $pattern): array
    {
        return array_values(preg_grep($pattern, array_column($this->logger->records, 1)));
    }

    /** @return list<string> the names of what a gateway has got, from that position on */
    public static function names(FakeGateway $gateway, int $atLeast, int $from = 0): array
    {
        return array_slice(array_map(GatewayFrames::name(...), $gateway->frames($atLeast)), $from);
    }

    /** At the end of a scene: ends the host's loop, where that has timers of its own. */
    public function end(): void
    {
        $this->areHosted && Worker::$globalEvent->stop();
    }

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        $this->got[] = $transfer->getData();
        $this->handle === null || ($this->handle)();
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}
