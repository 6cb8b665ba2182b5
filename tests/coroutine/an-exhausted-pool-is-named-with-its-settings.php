<?php
/*
 * Who gets no connection in time is told so, with the gateway, the setting and the time. Those that have one are not
 * disturbed, and with as many as ask everybody gets one.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=1500');
    $run->netBus(10, $gateway->workerAddr);
    foreach ([1, 2, 8] as $size) {
        ini_set('netsvr.pool_size', (string)$size);
        ini_set('netsvr.pool_wait_ms', '300');
        $said = [];
        $run->inCoroutine(static function () use ($run, &$said): void {
            $run->host->all(30.0, ...array_fill(0, 8, static function () use (&$said): void {
                $said[] = Run::thrownBy(static fn() => NetBus::uniqIdCount());
            }));
        });
        $refused = array_values(array_filter($said));
        $run->same(8 - $size, count($refused), "refused by a pool of $size");
        foreach ($refused as $text) {
            $expected = '(netsvr.pool_size), and none became free within 300 ms (netsvr.pool_wait_ms)';
            $run->check(str_contains($text, $expected) && str_contains($text, "all $size connections") && str_contains($text, $gateway->workerAddr), "a pool of $size: $text");
        }
        $run->poolOf($gateway->workerAddr, $size, 'when all have asked');
    }

    // with time enough one connection serves all, one after the other
    $quick = DevGate::start('--delay-ms=2');
    ini_set('netsvr.pool_size', '1');
    ini_set('netsvr.pool_wait_ms', '60000');
    $run->netBus(10, $quick->workerAddr);
    $crowd = $run->crowd(5, 25, $quick);
    $run->inCoroutine(static fn() => $run->host->all(60.0, ...$run->questions($crowd, range(1, 100))));
    $run->same(100, $run->takeRight(), 'right answers over one connection');
    $run->poolOf($quick->workerAddr, 1, 'when 100 coroutines have asked');
});
