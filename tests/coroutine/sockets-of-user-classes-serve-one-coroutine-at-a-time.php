<?php
/*
 * A class of a user's that sends and receives by itself has one connection: one coroutine has it, from the question to the answer, the
 * others wait for their turn.
 */
declare(strict_types=1);

use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\NotingSocket;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_wait_ms', '60000');
    $gateway = DevGate::start('--delay-ms=5');
    $run->netBus(20, $gateway->workerAddr);
    $crowd = $run->crowd(5, 25, $gateway);
    $manager = new TaskSocketManger();
    $manager->addSocket(new NotingSocket('', new ArrayLogger(), $gateway->workerAddr, 20, 20, 100));
    // the connection of before is parked, and taken
    Setup::bind($manager);
    $run->inCoroutine(static function () use ($run, $crowd): void {
        $ticker = $run->ticker();
        $run->host->all(60.0, ...$run->questions($crowd, range(0, 59)));
        $ticks = $ticker->ticks;
        $ticker->stop();
        $run->check($ticks >= 10, "another coroutine ran $ticks times");
    });
    $run->same(60, $run->takeRight(), 'right answers');
    $run->same([60, 1], [NotingSocket::$sent, NotingSocket::$most], 'questions, and the most between question and answer at a time');
    $run->same(1, Run::connectionsTo($gateway->workerAddr), 'connections');
});
