<?php
/*
 * A coroutine waits for longer than netsvr.pool_wait_ms for a connection that another one keeps: a question on the only one of a socket of
 * a user's class, flush() on the one for commands. What it is told names the gateway, the time and the setting, and of the user's class
 * that a larger pool would not help.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\NotingSocket;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_wait_ms', '200');
    $bind = static function (TaskSocket $socket): void {
        $manager = new TaskSocketManger();
        $manager->addSocket($socket);
        Setup::bind($manager);
    };
    $keep = static function (Closure $call) use ($run): void {
        $run->host->go($call);
        $run->host->sleep(0.1);
    };
    $run->inCoroutine(static function () use ($run, $bind, $keep): void {
        $gateway = FakeGateway::start([[Step::answer()->delayed(600)]]);
        $bind(new NotingSocket('', new ArrayLogger(), $gateway->addr(), 5, 5, 100));
        $keep(static fn() => NetBus::uniqIdCount());
        $said = Run::thrownBy(static fn() => NetBus::uniqIdCount());
        $expected = "receive from {$gateway->addr()} failed: another coroutine uses its connection, which did not become free within 200 ms"
            . ' (netsvr.pool_wait_ms); NetsvrTests\Coroutine\NotingSocket has no further ones: it overrides what TaskSocket does on its connection';
        $run->check(str_contains($said, $expected), "the question: $said");
        $run->host->sleep(0.5);

        $gateway = FakeGateway::start([[Step::silence(), Step::answer()->delayed(600)]]);
        $bind(Setup::taskSocket($gateway->addr(), new ArrayLogger()));
        NetBus::singleCast($gateway->uniqId(), 'a message');
        $keep(static fn() => NetBus::flush(5.0));
        $said = (string)NetBus::flush(5.0)[0]['problem'];
        $expected = "receive from {$gateway->addr()} failed: another coroutine uses its connection, which did not become free within 200 ms"
            . ' (netsvr.pool_wait_ms)';
        $run->same($expected, $said, 'flush()');
    });
});
