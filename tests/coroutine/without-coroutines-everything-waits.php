<?php
/*
 * With netsvr.coroutine=off a query stops all coroutines, as it does in the PHP package; with auto it stops its own. So the ticks that other
 * scenes count mean something.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=1000');
    $run->netBus(20, $gateway->workerAddr);
    foreach (['off', 'auto'] as $choice) {
        ini_set('netsvr.coroutine', $choice);
        $run->inCoroutine(static function () use ($run, $choice): void {
            $ticker = $run->ticker();
            $run->host->sleep(0.05);
            $before = $ticker->ticks;
            $run->same([['count' => 0]], array_map(static fn(array $it): array => ['count' => $it['count']], NetBus::uniqIdCount()), "$choice: the answer");
            $ticks = $ticker->ticks - $before;
            $ticker->stop();
            $run->check($choice === 'off' ? $ticks <= 2 : $ticks >= 10, "$choice: another coroutine ran $ticks times");
        });
    }
});
