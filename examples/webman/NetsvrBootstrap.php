<?php
/*
 * Two-way websocket traffic in Webman: copy this file to app/NetsvrBootstrap.php and add
 *
 *     app\NetsvrBootstrap::class,
 *
 * to the list in config/bootstrap.php. Every process of the project can then push through NetBus; the workers
 * named "webman" also receive what websocket clients do, and answer each message with itself.
 *
 * The gateway is looked for at 127.0.0.1:6061; NETSVR_WORKER_ADDR names another one, or several with commas.
 */
declare(strict_types=1);

namespace app;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocket;
use NetsvrBusiness\Workerman\TaskSocket;
use support\Log;
use Webman\Bootstrap;
use Workerman\Timer;
use Workerman\Worker;

class NetsvrBootstrap implements Bootstrap
{
    /**
     * Whose workers receive events: the name of a process in config/server.php or config/process.php. Of several workers
     * each gets some of the events: two messages of one client are handled side by side and out of order.
     */
    private const RECEIVING = 'webman';
    /** What the gateway takes for a heartbeat of a business process (its netsvr.toml says so, too). */
    private const HEARTBEAT = '~6YOt5rW35piO~';
    private const HEARTBEAT_MILLISECONDS = 25_000;
    /** Seconds for connecting, and for sending and receiving. */
    private const TIMEOUT = 5;
    /** A little less than the gateway's ReadDeadline, in seconds. */
    private const MAX_IDLE = 117;
    /** Seconds between attempts to register at one gateway. */
    private const PAUSE = 3;

    private static bool $stopped = false;

    /** Called in every worker when it starts, and with null in console commands. */
    public static function start(?Worker $worker): void
    {
        $container = Container::getInstance();
        $container->bind(TaskSocketMangerInterface::class, self::taskSockets(...));
        if ($worker === null) {
            return;
        }
        if ($worker->name === self::RECEIVING) {
            self::receive($container);
        }
        $before = $worker->onWorkerStop;
        $worker->onWorkerStop = static function (Worker $worker) use ($container, $before): void {
            self::$stopped = true;
            // The main sockets unregister through the task sockets, so these go last.
            foreach ([MainSocketManagerInterface::class, TaskSocketMangerInterface::class] as $sockets) {
                if ($container->has($sockets)) {
                    $container->get($sockets)->close();
                }
            }
            if ($before !== null) {
                $before($worker);
            }
        };
    }

    /** Registers at the gateways that are up; the main sockets see to the others. Tried again while none is up. */
    private static function receive(Container $container): void
    {
        if (self::$stopped) {
            return;
        }
        $sockets = self::mainSockets();
        if ($sockets->start()) {
            // Bound only once they are registered: NetBus prefers them from then on.
            $container->bind(MainSocketManagerInterface::class, $sockets);
            return;
        }
        Log::channel()->error('no events from netsvr: no gateway could be reached; trying again');
        Timer::add(self::PAUSE, self::receive(...), [$container], false);
    }

    /** Sockets for commands and queries; none connects before it is used. */
    private static function taskSockets(): TaskSocketManger
    {
        $sockets = new TaskSocketManger();
        foreach (self::workerAddrs() as $workerAddr) {
            $sockets->addSocket(new TaskSocket(
                'TaskSocket#' . getmypid(),
                Log::channel(),
                $workerAddr,
                self::TIMEOUT,
                self::TIMEOUT,
                self::MAX_IDLE,
                self::HEARTBEAT,
                self::HEARTBEAT_MILLISECONDS
            ));
        }
        return $sockets;
    }

    /** Sockets that receive events. */
    private static function mainSockets(): MainSocketManager
    {
        $sockets = new MainSocketManager();
        $logPrefix = 'MainSocket#' . getmypid();
        $event = self::event();
        foreach (self::workerAddrs() as $workerAddr) {
            $sockets->addSocket(new MainSocket(
                $logPrefix,
                Log::channel(),
                $event,
                new Socket($logPrefix, Log::channel(), $workerAddr, self::TIMEOUT, self::TIMEOUT),
                self::HEARTBEAT,
                Event::OnOpen | Event::OnMessage | Event::OnClose,
                // How many goroutines of the gateway serve this connection: with more than one, messages that the
                // handler sends may overtake each other.
                1,
                self::HEARTBEAT_MILLISECONDS
            ));
        }
        return $sockets;
    }

    /** @return list<string> */
    private static function workerAddrs(): array
    {
        return explode(',', getenv('NETSVR_WORKER_ADDR') ?: '127.0.0.1:6061');
    }

    /** What this project does with the events. */
    private static function event(): EventInterface
    {
        return new class implements EventInterface {
            public function onOpen(ConnOpen $connOpen): void
            {
                Log::channel()->debug('opened ' . $connOpen->getUniqId());
            }

            public function onMessage(Transfer $transfer): void
            {
                NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
            }

            public function onClose(ConnClose $connClose): void
            {
                Log::channel()->debug('closed ' . $connClose->getUniqId());
            }
        };
    }
}
