<?php
/*
 * 1,000 coroutines ask two slow gateways, each something else, over 8 connections: each answer belongs to its question, nobody
 * hangs, and no connection is left behind but those of the pool.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '8');
    ini_set('netsvr.pool_wait_ms', '60000');
    $gateways = [DevGate::start('--delay-ms=3'), DevGate::start('--delay-ms=5')];
    $addrs = array_column($gateways, 'workerAddr');
    $logger = $run->netBus(20, ...$addrs);
    $crowd = $run->crowd(16, 250, ...$gateways);
    $before = Run::descriptors();
    for ($round = 1; $round <= 2; $round++) {
        $numbers = range(0, 999);
        shuffle($numbers);
        $run->inCoroutine(static fn() => $run->host->all(110.0, ...$run->questions($crowd, $numbers)));
        $run->same(1000, $run->takeRight(), "right answers in round $round");
        foreach ($addrs as $addr) {
            $run->poolOf($addr, 8, "after round $round");
        }
        // the connection of each gateway for commands was there before
        $run->check(Run::descriptors() <= $before + 16, "descriptors after round $round: " . Run::descriptors() . ", $before before");
    }
    $run->same([], preg_grep('/^(error|warning)/', $logger->take()), 'the log');
});
