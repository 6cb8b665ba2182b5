<?php
/*
 * close() of a MainSocketManager while start() is suspended in a logger, or in the connect() of a user's class: what start() comes to
 * afterwards is not connected any more, or closed again. No gateway is asked to register anything then.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\SlowMainSocket;
use NetsvrTests\Coroutine\SlowWorkermanMainSocket;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\FakeGateway;

return new Scene(static function (Run $run): void {
    $mains = new Mains($run, 5);
    $run->inCoroutine(static function () use ($run, $mains): void {
        $closeMeanwhile = static function (Suspension $suspension, string $where, ?string $class = null) use ($run, $mains): void {
            [$first, $second] = [FakeGateway::start(), FakeGateway::start()];
            $manager = $mains->managerOf($mains->one($first, $class), $mains->one($second, $class));
            $started = null;
            $starting = $run->host->go(static function () use ($manager, &$started): void {
                $started = $manager->start();
            });
            $suspension->await($where);
            $manager->close();
            $suspension->end($where);
            $run->host->join(20.0, $starting);
            $run->same(false, $started, "$where: what start() gave");
            $run->same([0, 0], [$mains->connectionsLeft($first), $mains->connectionsLeft($second)], "$where: connections");
            $run->same([], Mains::names($second, 0), "$where: what the second gateway got");
            $run->same([], $manager->getSockets(), "$where: what the manager has");
        };

        foreach (['any', 'all'] as $setting) {
            ini_set('netsvr.start', $setting);
            $closeMeanwhile((new Suspension($run))->at($mains->slowLogger, '~connect to~'), "$setting, in a logger");

            $class = $mains->areHosted ? SlowWorkermanMainSocket::class : SlowMainSocket::class;
            $calls = 0;
            $suspension = new Suspension($run);
            $class::$before = static function () use ($suspension, &$calls): void {
                ++$calls !== 2 || $suspension->begin();
            };
            $closeMeanwhile($suspension, "$setting, in connect()", $class);
        }
        $mains->end();
    });
});
