<?php
/*
 * A registration is lost, and renewed by the steps of a user class, whose connect() suspends, or by the extension, whose logger does.
 * Meanwhile another coroutine closes the main socket, or its manager: it is not registered again.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\SlowMainSocket;
use NetsvrTests\Coroutine\SlowWorkermanMainSocket;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $class = $run->hostName === 'workerman' ? SlowWorkermanMainSocket::class : SlowMainSocket::class;
    foreach (['the main socket', 'its manager'] as $closed) {
        foreach (['~close connection~', '~connect to~', null] as $line) {
            $mains = new Mains($run);
            $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::answer()]]);
            $class::$before = static fn() => null;
            $main = $mains->one($gateway, $line === null ? $class : null);
            $manager = $mains->managerOf($main);
            $mains->bind($manager);
            $run->inCoroutine(static function () use ($run, $mains, $gateway, $main, $manager, $closed, $class, $line): void {
                $loop = $mains->loop($manager);
                $suspension = new Suspension($run, 0.2);
                $class::$before = $suspension->begin(...);
                $line === null || $suspension->at($mains->slowLogger, $line);
                $gateway->resetConnections();
                $suspension->await('the renewal');
                $closed === 'its manager' ? $manager->close() : $main->close();
                $run->host->sleep(0.5);
                $where = $line === null ? 'connect()' : "the logger at $line";
                $run->same(0, $mains->connectionsLeft($gateway), "connections after close() of $closed in $where");
                $run->same([], $mains->matching('~ failed\.~'), "failures after close() of $closed in $where");
                $manager->close();
                $run->host->join(20.0, $loop);
                $mains->end();
            });
        }
    }
});
