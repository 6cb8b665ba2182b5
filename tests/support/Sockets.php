<?php
/*
 * The sockets of the API that this process has (netsvr.api), each with the constructor of its generation.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\SocketInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrBusiness\Workerman\MainSocketManager as WorkermanMainSocketManager;
use NetsvrBusiness\Workerman\TaskSocket as WorkermanTaskSocket;
use Psr\Log\LoggerInterface;
use Workerman\Worker;

final class Sockets
{
    public const HEARTBEAT = '~6YOt5rW35piO~';

    public static function isApi8(): bool
    {
        return ini_get('netsvr.api') === '8';
    }

    /**
     * @param int $timeout seconds for connecting, and for sending and receiving
     * @param int|null $heartbeat milliseconds; in API 4 the socket is Workerman's where this is given
     */
    public static function task(
        string $logPrefix,
        LoggerInterface $logger,
        string $addr,
        int $timeout,
        int $maxIdleTime,
        ?int $heartbeat = null
    ): TaskSocket {
        $arguments = [$logPrefix, $logger, $addr, $timeout, $timeout, $maxIdleTime];
        if (self::isApi8()) {
            return new TaskSocket(...$arguments, heartbeatMessage: self::HEARTBEAT, heartbeatIntervalMillisecond: $heartbeat ?? 45_000);
        }
        return $heartbeat === null
            ? new TaskSocket(...$arguments)
            : new WorkermanTaskSocket(...$arguments, workerHeartbeatMessage: self::HEARTBEAT, heartbeatIntervalMillisecond: $heartbeat);
    }

    /**
     * A main socket of this class, or of a child class.
     *
     * @param int $heartbeat milliseconds
     */
    public static function main(
        string $class,
        string $logPrefix,
        LoggerInterface $logger,
        EventInterface $event,
        SocketInterface $socket,
        int $events,
        int $heartbeat
    ): MainSocketInterface {
        if (!self::isApi8()) {
            return new $class($logPrefix, $logger, $event, $socket, self::HEARTBEAT, $events, 1, $heartbeat);
        }
        $arguments = [$logPrefix, $logger, $event, $events, $socket, self::HEARTBEAT, $heartbeat];
        if (is_a($class, WorkermanMainSocket::class, true)) {
            $arguments[] = Worker::$globalEvent;
        }
        return new $class(...$arguments);
    }

    /** The manager of main sockets of a host. */
    public static function manager(Host $host): MainSocketManager|WorkermanMainSocketManager
    {
        return self::isApi8() && $host->isWorkerman() ? new WorkermanMainSocketManager() : new MainSocketManager();
    }

    /** The key of a gateway: what the uniqIds of its clients begin with. */
    public static function key(string $addr): string
    {
        return self::isApi8() ? \NetsvrBusiness\addrConvertToHex($addr) : \NetsvrBusiness\workerAddrConvertToHex($addr);
    }
}
