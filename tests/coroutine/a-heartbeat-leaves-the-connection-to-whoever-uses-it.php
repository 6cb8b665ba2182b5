<?php
/*
 * A heartbeat of a task socket finds its connection closed and makes another one, whose lines suspend the logger. Another coroutine
 * uses that connection meanwhile, and still does so when the heartbeat leaves: it keeps it.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $gateway = FakeGateway::start([
        [GatewayFrames::registered()],
        [Step::silence(), Step::answer()->thenClose()],
        [Step::silence(), Step::silence(), Step::answer()->delayed(800)],
        [],
    ]);
    $mains = new Mains($run, 5);
    $run->inCoroutine(static function () use ($run, $mains, $gateway): void {
        $manager = $mains->managerOf($mains->one($gateway, heartbeat: 150));
        $tasks = new TaskSocketManger();
        $tasks->addSocket(Setup::taskSocket($gateway->addr(), $mains->slowLogger));
        Setup::bind($tasks);
        $loop = $mains->loop($manager);
        NetBus::singleCast($gateway->uniqId(), 'one');
        $run->same(1, NetBus::flush(5.0)[0]['confirmed'], 'what flush() has confirmed');
        $suspension = (new Suspension($run, 0.4))->at($mains->slowLogger, '~connect to~');
        $suspension->await('the heartbeat');
        NetBus::singleCast($gateway->uniqId(), 'two');
        $flushed = NetBus::flush(5.0);
        $run->same(false, $suspension->lasts, 'the logger is suspended after flush()');
        NetBus::singleCast($gateway->uniqId(), 'three');
        $casts = [];
        $deadline = microtime(true) + 5;
        while (count($casts) < 3 && microtime(true) < $deadline) {
            $run->host->sleep(0.01);
            $casts = array_filter($gateway->frames(), static fn(array $it): bool => $it['cmd'] === Cmd::SingleCast);
        }
        $run->same([1, 2, 2], array_column($casts, 'connection'), 'the connections of the messages');
        $run->same([], $mains->matching('~failed~'), 'failures');
        $run->check($flushed[0]['confirmed'] > 0, 'flush() confirmed ' . json_encode($flushed));
        $manager->close();
        $run->host->join(20.0, $loop);
    });
}, ['stand-in', 'revolt', 'swoole', 'swow']);
