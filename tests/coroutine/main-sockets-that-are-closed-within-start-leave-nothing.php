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
use NetsvrTests\Support\FakeGateway;

return new Scene(static function (Run $run): void {
    $mains = new Mains($run, 5);
    $run->inCoroutine(static function () use ($run, $mains): void {
        $isSuspended = false;
        $suspend = static function () use ($run, &$isSuspended): void {
            $isSuspended = true;
            $run->host->sleep(0.2);
            $isSuspended = false;
        };
        $closeMeanwhile = static function (FakeGateway $first, FakeGateway $second, string $where, ?string $class = null)
            use ($run, $mains, &$isSuspended): void {
            $manager = $mains->managerOf($mains->one($first, $class), $mains->one($second, $class));
            $started = null;
            $starting = $run->host->go(static function () use ($manager, &$started): void {
                $started = $manager->start();
            });
            $mains->until(static function () use (&$isSuspended): bool {
                return $isSuspended;
            }, $where);
            $manager->close();
            $run->check($isSuspended, "$where: no longer suspended");
            $run->host->join(20.0, $starting);
            $run->same(false, $started, "$where: what start() gave");
            $run->same([0, 0], [$mains->connectionsLeft($first), $mains->connectionsLeft($second)], "$where: connections");
            $run->same([], Mains::names($second, 0), "$where: what the second gateway got");
            $run->same([], $manager->getSockets(), "$where: what the manager has");
        };

        foreach (['any', 'all'] as $setting) {
            ini_set('netsvr.start', $setting);
            $mains->slowLogger->after = static function (string $text) use ($mains, $suspend): void {
                if (str_contains($text, 'connect to')) {
                    $mains->slowLogger->after = null;
                    $suspend();
                }
            };
            $closeMeanwhile(FakeGateway::start(), FakeGateway::start(), "$setting, in a logger");

            $class = $mains->areHosted ? SlowWorkermanMainSocket::class : SlowMainSocket::class;
            $calls = 0;
            $class::$before = static function () use ($suspend, &$calls): void {
                ++$calls === 2 && $suspend();
            };
            $closeMeanwhile(FakeGateway::start(), FakeGateway::start(), "$setting, in connect()", $class);
        }
        $mains->end();
    });
});
