<?php
/*
 * The timer of a task socket's heartbeats is there while a connection is, whatever other coroutines do with it while a line suspends
 * the logger: one of a connection that is lost, one of a connection that has come about.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Sockets;
use Workerman\Timer;
use Workerman\Worker;

return new Scene(static function (Run $run): void {
    require __DIR__ . '/../support/noting-timers.inc';
    Worker::$globalEvent = new stdClass();
    // no pause keeps anybody from connecting
    ini_set('netsvr.backoff_base_ms', '0');
    $gateway = FakeGateway::start();
    $mains = new Mains($run, 5);
    $task = Sockets::task('task', $mains->slowLogger, $gateway->addr(), 5, 117, heartbeat: 45_000);
    $tasks = new TaskSocketManger();
    $tasks->addSocket($task);
    Setup::bind($tasks);
    $run->inCoroutine(static function () use ($run, $mains, $gateway, $task): void {
        $send = static fn(string $data): Closure => static fn() => NetBus::singleCast($gateway->uniqId(), $data);
        // calls, and does something else while the logger is suspended by a line
        $play = static function (string $line, Closure $call, Closure $meanwhile) use ($run, $mains): void {
            $suspension = (new Suspension($run))->at($mains->slowLogger, $line);
            $caller = $run->host->go($call);
            $suspension->await($line);
            $meanwhile();
            $suspension->end($line);
            $run->host->join(20.0, $caller);
        };
        NetBus::uniqIdCount();
        $send('one')();
        $run->same('add 1 45', Timer::said(), 'timers of the first connection');

        $gateway->resetConnections();
        $gateway->down();
        $play('~lost the connection~', $send('two'), static function () use ($gateway, $send): void {
            $gateway->up();
            $send('three')();
        });
        $run->same(true, $task->isConnected(), 'connected, where another coroutine has connected');
        Timer::fire();
        $run->check(str_contains($timers = Timer::said(), 'fire'), "timers where another coroutine has connected: $timers");

        $task->close();
        Timer::said();
        $play('~connect to .* ok~', $send('four'), $task->close(...));
        $run->same(false, $task->isConnected(), 'connected, where another coroutine has closed');
        $run->same('', Timer::said(), 'timers where another coroutine has closed');

        $play('~connect to .* ok~', $task->connect(...), $task->close(...));
        $run->same('', Timer::said(), 'timers where another coroutine has closed what connect() has made');
    });
}, ['stand-in', 'revolt', 'swoole', 'swow']);
