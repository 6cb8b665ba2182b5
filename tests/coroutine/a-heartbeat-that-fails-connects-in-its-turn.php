<?php
/*
 * A heartbeat of a task socket fails, and its line suspends the logger. Another coroutine connects meanwhile and uses that connection:
 * the heartbeat makes no other one. Where nobody connects, the heartbeat does.
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
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Sockets;
use NetsvrTests\Support\Step;
use Workerman\Timer;
use Workerman\Worker;

return new Scene(static function (Run $run): void {
    require __DIR__ . '/../support/noting-timers.inc';
    Worker::$globalEvent = new stdClass();
    // no pause keeps anybody from connecting
    ini_set('netsvr.backoff_base_ms', '0');
    // of the second connection, flush() asks for an answer
    $gateway = FakeGateway::start([[], [Step::silence(), Step::answer()->delayed(600)], []]);
    $mains = new Mains($run, 5);
    $tasks = new TaskSocketManger();
    $tasks->addSocket(Sockets::task('task', $mains->slowLogger, $gateway->addr(), 5, 117, heartbeat: 45_000));
    Setup::bind($tasks);
    $run->inCoroutine(static function () use ($run, $mains, $gateway): void {
        $beatWhileDown = static function (Closure $meanwhile) use ($run, $mains, $gateway): void {
            $gateway->down();
            $suspension = (new Suspension($run, 0.3))->at($mains->slowLogger, '~connect to .* failed~', $gateway->up(...));
            $heartbeat = $run->host->go(static fn() => Timer::fire());
            $suspension->await('the heartbeat');
            $meanwhile();
            $run->host->join(20.0, $heartbeat);
        };
        NetBus::singleCast($gateway->uniqId(), 'one');
        NetBus::flush(5.0);
        $beatWhileDown(static function () use ($run, $gateway): void {
            NetBus::singleCast($gateway->uniqId(), 'two');
            $flushed = NetBus::flush(5.0);
            $run->same([1, 0], [$flushed[0]['confirmed'], $flushed[0]['unconfirmed']], 'what flush() confirmed, and not');
        });
        NetBus::singleCast($gateway->uniqId(), 'three');
        $casts = $gateway->frames(5);
        $casts = array_filter($casts, static fn(array $it): bool => $it['cmd'] === Cmd::SingleCast);
        $run->same([0, 1, 1], array_column($casts, 'connection'), 'the connections of the messages');
        $run->same(1, Run::connectionsTo($gateway->addr()), 'connections');

        Timer::said();
        $beatWhileDown(static fn() => null);
        $run->same(1, Run::connectionsTo($gateway->addr()), 'connections that the heartbeat has made');
        $run->check(preg_match('~^fire (\d+), del \1, add \d+ 45$~', $timers = Timer::said()) === 1, "timers: $timers");
        $run->same(3, $mains->lines('~connect to .* ok~'), 'connects');
    });
}, ['stand-in', 'revolt', 'swoole', 'swow']);
