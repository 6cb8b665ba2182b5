<?php
/*
 * unregister() waits for its answer on a task socket, whose commands other coroutines send over the next connection meanwhile. What it
 * has sent and received itself is no affair of that connection: flush() confirms what went over it.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    // the main socket; the task socket, whose second frame is Unregister; what it has then
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [Step::silence(), Step::answer()->delayed(400)], []]);
    $run->netBus(5, $gateway->addr());
    $mains = new Mains($run, 5);
    $run->inCoroutine(static function () use ($run, $gateway, $mains): void {
        $main = $mains->one($gateway);
        $run->same(true, $main->connect() && $main->register(), 'registered');
        NetBus::singleCast($gateway->uniqId(), 'first');
        $unregistered = null;
        $unregistering = $run->host->go(static function () use ($main, &$unregistered): void {
            $unregistered = $main->unregister();
        });
        $mains->frames($gateway, 3);
        NetBus::singleCast($gateway->uniqId(), 'second');
        $run->same(null, $unregistered, 'what unregister() gave before the answer');
        $run->host->join(20.0, $unregistering);
        $run->same(true, $unregistered, 'what unregister() gave');
        NetBus::singleCast($gateway->uniqId(), 'third');
        $said = NetBus::flush(5.0);
        $run->same([2, 0], [$said[0]['confirmed'], $said[0]['unconfirmed']], 'what flush() confirmed, and not');
        $main->close();
        $mains->end();
    });
});
