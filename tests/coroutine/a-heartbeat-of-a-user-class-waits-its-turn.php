<?php
/*
 * A heartbeat of a task socket of a user's finds its connection closed. The connect() of its class suspends: commands and queries of other
 * coroutines wait for that, and go over the connection that comes of it.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\SlowTaskSocket;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Sockets;
use Workerman\Timer;
use Workerman\Worker;

return new Scene(static function (Run $run): void {
    require __DIR__ . '/../support/noting-timers.inc';
    Worker::$globalEvent = new stdClass();
    $gateway = FakeGateway::start();
    $mains = new Mains($run, 5);
    $arguments = ['task', $mains->logger, $gateway->addr(), 5, 5, 117, Sockets::HEARTBEAT, 45_000];
    $tasks = new TaskSocketManger();
    $tasks->addSocket(new SlowTaskSocket(...$arguments));
    Setup::bind($tasks);
    $run->inCoroutine(static function () use ($run, $mains, $gateway): void {
        [$connects, $inside, $most] = [0, 0, 0];
        SlowTaskSocket::$before = static function () use ($run, &$connects, &$inside, &$most): void {
            $connects++;
            $most = max($most, ++$inside);
            $run->host->sleep(0.2);
            $inside--;
        };
        NetBus::uniqIdCount();
        $gateway->closeConnections();
        $heartbeat = $run->host->go(static fn() => Timer::fire());
        $mains->until(static function () use (&$inside): bool {
            return $inside > 0;
        }, 'the heartbeat');
        $counts = [];
        $run->host->all(
            20.0,
            static fn() => NetBus::singleCast($gateway->uniqId(), 'a message'),
            static function () use (&$counts): void {
                $counts = NetBus::uniqIdCount();
            },
        );
        $run->host->join(20.0, $heartbeat);
        $run->same([2, 1], [$connects, $most], 'connects, and the most at a time');
        $run->same(1, count($counts), 'answers');
        $frames = $gateway->frames(4);
        $run->same([0, 1, 1, 1], array_column($frames, 'connection'), 'connections of the frames');
        $run->same('heartbeat', GatewayFrames::name($frames[1]), 'the first frame on the second connection');
        $run->same([], $mains->matching('~failed~'), 'failures');
    });
}, ['stand-in', 'revolt', 'swoole', 'swow']);
