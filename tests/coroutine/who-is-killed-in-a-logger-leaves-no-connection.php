<?php
/*
 * A logger is suspended at the line that a main socket is connected, in start() and in run(). Its coroutine is killed there: the
 * connection ends with it.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $mains = new Mains($run);
    $run->inCoroutine(static function () use ($run, $mains): void {
        $calls = $mains->areHosted ? ['start any', 'start all'] : ['start any', 'start all', 'run any'];
        foreach ($calls as $call) {
            [$method, $which] = explode(' ', $call);
            ini_set('netsvr.start', $which);
            $gateways = [];
            for ($count = 0; $count < 2; $count++) {
                $gateways[] = FakeGateway::start([[GatewayFrames::registered(), Step::answer()]]);
            }
            $manager = $mains->manager(...$gateways);
            $suspension = (new Suspension($run))->at($mains->slowLogger, '~connect to~');
            $starting = $run->host->go(static fn() => $manager->$method());
            $suspension->await('a line');
            $run->host->kill($starting);
            $run->host->join(20.0, $starting);
            foreach ($gateways as $number => $gateway) {
                $run->same(0, $mains->connectionsLeft($gateway), "connections to gateway $number after the kill in $method() ($which)");
            }
            $run->same([], $manager->getSockets(), "what the manager has after $method()");
        }
        $mains->end();
    });
}, ['swow']);
