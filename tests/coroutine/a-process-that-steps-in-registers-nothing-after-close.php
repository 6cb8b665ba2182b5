<?php
/*
 * A process stands by, and steps in for one that leaves: its main sockets connect one after the other, and a step of the first one is
 * suspended. Meanwhile another coroutine closes the manager: the second one is not registered.
 */
declare(strict_types=1);

use Netsvr\Event;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\SlowWorkermanMainSocket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Step;
use Workerman\Worker;

return new Scene(static function (Run $run): void {
    $connects = 0;
    SlowWorkermanMainSocket::$before = static function () use ($run, &$connects): void {
        $connects++;
        $run->host->sleep(0.3);
    };
    $gateways = [];
    for ($count = 0; $count < 2; $count++) {
        $gateways[] = FakeGateway::start([[GatewayFrames::registered(), Step::answer()]]);
    }
    $first = Business::start(
        Host::OwnLoop,
        array_map(static fn(FakeGateway $it): string => $it->addr(), $gateways),
        events: Event::OnMessage,
        prepare: static function (BusinessProcess $me): void {
            // it is no worker
            Worker::$globalEvent = null;
            $me->manager->registerAtMost(1);
        },
        tick: static fn() => null
    );
    foreach ($gateways as $gateway) {
        $lines = $first->until('register to');
        $run->check(!str_contains(end($lines), 'NOT REPORTED'), end($lines));
    }
    $mains = new Mains($run);
    $run->inCoroutine(static function () use ($run, $mains, $gateways, $first, &$connects): void {
        $manager = $mains->managerOf(...array_map(
            static fn(FakeGateway $it) => $mains->one($it, SlowWorkermanMainSocket::class),
            $gateways
        ));
        $manager->registerAtMost(1);
        $run->same(true, $manager->start(), 'start()');
        $run->host->sleep(0.2);
        $run->same(0, $connects, 'how many have been connected while the process stands by');
        $first->signal(SIGTERM);
        $mains->until(static function () use (&$connects): bool {
            return $connects > 0;
        }, 'stepping in');
        $manager->close();
        $run->host->sleep(1.0);
        $run->same(1, $connects, 'how many have been connected');
        foreach ($gateways as $number => $gateway) {
            $run->same(0, $mains->connectionsLeft($gateway), "connections to gateway $number after close()");
        }
        $run->same(0, $mains->lines('~register to~'), 'registrations');
        $mains->end();
    });
}, ['workerman']);
