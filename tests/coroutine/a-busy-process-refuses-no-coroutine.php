<?php
/*
 * One coroutine dials and is suspended; another one keeps the process busy meanwhile, and asks then: that the first one's dial takes
 * long says nothing about the gateway.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=20');
    $run->netBus(20, $gateway->workerAddr);
    $said = [];
    $ask = static function (int $busy) use (&$said): void {
        $until = microtime(true) + $busy / 1000;
        while (microtime(true) < $until) {
            // nothing that could suspend
        }
        $said[] = Run::thrownBy(static fn() => NetBus::uniqIdCount());
    };
    $run->inCoroutine(static fn() => $run->host->all(30.0, static fn() => $ask(0), static fn() => $ask(600), static fn() => $ask(0)));
    $run->same(['', '', ''], $said, 'what was thrown');
});
