<?php
/*
 * MainSocketManager::start() in a coroutine, at a gateway that registers late and one that never answers. Others run meanwhile;
 * whoever calls start() or run() once more is told. close() from another coroutine ends it and takes back what is registered. Where
 * the coroutine is killed, no connection is left.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $registering = static fn(int $after): FakeGateway
        => FakeGateway::start([[GatewayFrames::registered()->delayed($after), Step::answer()]]);
    $silent = FakeGateway::start(array_fill(0, 8, [Step::silence()]));
    $mains = new Mains($run);
    $run->inCoroutine(static function () use ($run, $mains, $registering, $silent): void {
        $late = $registering(400);
        $manager = $mains->manager($late, $silent);
        $started = null;
        $ticker = $run->ticker();
        $starting = $run->host->go(static function () use ($manager, &$started): void {
            $started = $manager->start();
        });
        $mains->frames($silent, 1);
        $run->same(null, $started, 'what start() gave before a gateway registered');
        $run->errs('start() is waiting for its gateways already', static fn() => $manager->start());
        $mains->areHosted || $run->errs('run() cannot begin while start() waits', static fn() => $manager->run());
        $before = $ticker->ticks;
        $run->host->join(20.0, $starting);
        $run->same(true, $started, 'what start() gave');
        $run->check($ticker->ticks > $before + 20, 'others ran ' . ($ticker->ticks - $before) . ' times meanwhile');
        $ticker->stop();
        $run->same(2, count($manager->getSockets()), 'how many sockets the manager has');
        $manager->close();
        $run->same(['Register', 'Unregister conn-1'], Mains::names($late, 2), 'what the late gateway got');

        $registered = $registering(0);
        $manager = $mains->manager($registered, $silent);
        $started = null;
        $starting = $run->host->go(static function () use ($manager, &$started): void {
            $started = $manager->start();
        });
        $mains->frames($registered, 1);
        $manager->close();
        $run->host->join(20.0, $starting);
        $run->same(false, $started, 'what start() gave that close() ended');
        $run->same(['Register', 'Unregister conn-1'], Mains::names($registered, 2), 'what the gateway got that had registered it');
        $run->same(0, $mains->connectionsLeft($registered), 'connections after close()');

        for ($round = 0; $round < 3; $round++) {
            $registered = $registering(0);
            $manager = $mains->manager($registered, $silent);
            $starting = $run->host->go(static fn() => $manager->start());
            $mains->frames($registered, 1);
            $run->host->kill($starting);
            $run->host->join(20.0, $starting);
            $run->check($starting->wasKilled, 'the coroutine was not killed');
            foreach (['that had registered it' => $registered, 'that was silent' => $silent] as $which => $gateway) {
                $run->same(0, $mains->connectionsLeft($gateway), "connections to the gateway $which, after the kill");
            }
            $run->same([], $manager->getSockets(), 'what the manager has');
        }
        $mains->end();
    });
});
