<?php
/*
 * Coroutines are ended from outside while they dial, wait for an answer, or for a connection: thrown into, cancelled or
 * killed, as their host does it. The answers of all others are right, no connection is lost to the pool, none is left over.
 */
declare(strict_types=1);

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Coroutine;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '4');
    ini_set('netsvr.pool_wait_ms', '60000');
    $gateways = [DevGate::start('--delay-ms=3'), DevGate::start('--delay-ms=6')];
    $run->netBus(20, ...array_column($gateways, 'workerAddr'));
    $crowd = $run->crowd(8, 40, ...$gateways);
    $before = Run::descriptors();
    $open = [];
    $killed = 0;
    for ($round = 1; $round <= 3; $round++) {
        $right = 0;
        $victims = [];
        $run->inCoroutine(static function () use ($run, $crowd, &$victims, &$right): void {
            $ask = static function (int $number, bool $isVictim) use ($run, $crowd, &$right): void {
                try {
                    $wrong = $crowd->ask($number);
                } catch (SocketReceiveException $thrown) {
                    $isVictim || $run->problem("who was not killed got: {$thrown->getMessage()}");
                    return;
                }
                $run->check($wrong === null, (string)$wrong);
                $right += $wrong === null && !$isVictim ? 1 : 0;
            };
            $victims = $others = [];
            for ($number = 0; $number < 160; $number++) {
                if (mt_rand(0, 1) === 0) {
                    $victims[] = $run->host->go(static fn() => $ask($number, true));
                } else {
                    $others[] = $run->host->go(static fn() => $ask($number, false));
                }
            }
            shuffle($victims);
            foreach ($victims as $victim) {
                mt_rand(0, 2) === 0 && $run->host->sleep(0.001 * mt_rand(1, 4));
                $run->host->kill($victim);
            }
            $run->host->join(60.0, ...$others, ...$victims);
            $run->same(count($others), $right, 'right answers of those that were not killed');
        });
        $killed += count(array_filter($victims, static fn(Coroutine $it): bool => $it->wasKilled));
        // every connection of the pools is to be had again, at once
        ini_set('netsvr.pool_wait_ms', '0');
        $run->inCoroutine(static fn() => $run->host->all(30.0, ...array_fill(0, 4, static function () use ($run): void {
            $run->same('', Run::thrownBy(static fn() => NetBus::uniqIdCount()), 'the pool afterwards');
        })));
        ini_set('netsvr.pool_wait_ms', '60000');
        foreach ($gateways as $gateway) {
            $run->check(Run::connectionsTo($gateway->workerAddr) <= 5, 'connections to a gateway: ' . Run::connectionsTo($gateway->workerAddr));
        }
        $open[] = Run::descriptors();
    }
    $run->note("$killed killed");
    $run->check($killed > 20, "only $killed coroutines were killed before they had ended");
    $run->check(max($open) <= $before + 8, 'descriptors after each round: ' . implode(' ', $open) . ", $before before");
});
