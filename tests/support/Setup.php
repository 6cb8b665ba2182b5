<?php
/*
 * Binds NetBus to gateways exactly as its users do, for a test script that must end.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use Psr\Log\LoggerInterface;

final class Setup
{
    public const LOG_PREFIX = 'test';

    /** Ends this process with SIGALRM when it is still running then: no test hangs. */
    public static function endAfter(int $seconds): void
    {
        pcntl_alarm((int)ceil(self::patience($seconds)));
    }

    /** How long a wait of so many seconds may take where everything is slower: NETSVR_TEST_PATIENCE times as long. */
    public static function patience(float $seconds): float
    {
        return $seconds * (float)(getenv('NETSVR_TEST_PATIENCE') ?: 1);
    }

    /** Says by netsvr.gateway and netsvr.task_addrs which of these are 8.x, as a user's php.ini does. */
    public static function gatewaysAre(DevGate ...$gateways): void
    {
        $eights = array_filter($gateways, static fn(DevGate $it): bool => $it->taskAddr !== $it->workerAddr);
        $list = static fn(callable $entry): string => implode(',', array_map($entry, $eights));
        ini_set('netsvr.gateway', rtrim('5,' . $list(static fn(DevGate $it): string => "$it->workerAddr=8"), ','));
        ini_set('netsvr.task_addrs', rtrim('+1,' . $list(static fn(DevGate $it): string => "$it->workerAddr=$it->taskAddr"), ','));
    }

    /** NetBus speaks to these gateways from now on, which answer all, however long it takes. Returns the logger of its task sockets. */
    public static function netBus(DevGate ...$gateways): ArrayLogger
    {
        $addr = static fn(DevGate $gateway): string => Sockets::isApi8() ? $gateway->taskAddr : $gateway->workerAddr;
        return self::netBusAt(array_map($addr, $gateways), 15);
    }

    /**
     * The same for addresses, whoever listens there.
     *
     * @param list<string> $workerAddrs
     * @param int $timeout seconds for connecting, and for sending and receiving
     */
    public static function netBusAt(array $workerAddrs, int $timeout = 5, int $maxIdleTime = 117): ArrayLogger
    {
        $logger = new ArrayLogger();
        self::bind(static function () use ($workerAddrs, $timeout, $maxIdleTime, $logger) {
            $manager = new TaskSocketManger();
            foreach ($workerAddrs as $workerAddr) {
                $manager->addSocket(self::taskSocket($workerAddr, $logger, $timeout, $maxIdleTime));
            }
            return $manager;
        });
        return $logger;
    }

    /** A fresh container that holds a TaskSocketMangerInterface: the object, or the closure that makes it. */
    public static function bind(object $manager): void
    {
        Container::setInstance(new Container());
        Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
    }

    public static function taskSocket(
        string $workerAddr,
        LoggerInterface $logger,
        int $timeout = 5,
        int $maxIdleTime = 117
    ): TaskSocket {
        return Sockets::task(self::LOG_PREFIX, $logger, $workerAddr, $timeout, $maxIdleTime);
    }

    /** The task socket that NetBus uses for a gateway; made now if no call has needed it yet. */
    public static function taskSocketOf(DevGate $gateway): TaskSocket
    {
        $manager = Container::getInstance()->get(TaskSocketMangerInterface::class);
        return $manager->getSocket(Sockets::key($gateway->workerAddr));
    }
}
