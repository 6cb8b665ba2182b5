<?php
/*
 * Coroutines wait for their answers, over all connections of a pool; code outside of coroutines asks and sends meanwhile. It has
 * connections of its own, and disturbs nobody.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=700');
    $run->netBus(20, $gateway->workerAddr);
    $crowd = $run->crowd(6, 30, $gateway);
    foreach ([1, 2, 8] as $size) {
        ini_set('netsvr.pool_size', (string)$size);
        $run->host->interleave(static function () use ($run, $crowd, $size): void {
            $run->same(0, $run->takeRight(), 'answers before the call outside');
            array_map(static fn(Closure $ask) => $ask(), $run->questions($crowd, [100, 101]));
            $run->same(2, $run->takeRight(), "right answers outside with a pool of $size");
            NetBus::singleCast($crowd->clients[0]->uniqId, "outside, $size");
        }, ...$run->questions($crowd, range(1, $size)));
        $run->same($size, $run->takeRight(), "right answers in coroutines with a pool of $size");
        $run->same("outside, $size", $crowd->clients[0]->receive(20.0), 'the message');
    }
});
