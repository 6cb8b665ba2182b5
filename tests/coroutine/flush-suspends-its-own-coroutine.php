<?php
/*
 * flush() waits for gateways that take their time: its own coroutine does, and no other. Sent by several coroutines, messages are
 * confirmed all the same, each once.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=800');
    $run->netBus(20, $gateway->workerAddr);
    $client = $gateway->client();
    $run->inCoroutine(static function () use ($run, $client): void {
        $send = static fn(int $sender): Closure => static function () use ($client, $sender): void {
            for ($i = 0; $i < 10; $i++) {
                NetBus::singleCast($client->uniqId, "$sender $i");
            }
        };
        $run->host->all(20.0, ...array_map($send, range(1, 3)));
        $ticker = $run->ticker();
        $flushed = [];
        $start = microtime(true);
        $run->host->all(20.0, static function () use (&$flushed): void {
            $flushed = NetBus::flush(15.0);
        });
        $took = microtime(true) - $start;
        $ticks = $ticker->ticks;
        $ticker->stop();
        $run->same([30, 0, null], [array_sum(array_column($flushed, 'confirmed')), array_sum(array_column($flushed, 'unconfirmed')),
            $flushed[0]['problem'] ?? null], 'what flush() says');
        $run->check($took > 0.6, "flush() took $took s");
        $run->check($ticks >= 10, "another coroutine ran $ticks times");
    });
    for ($i = 0; $i < 30; $i++) {
        $run->check($client->receive(10.0) !== null, "message $i has not come");
    }
});
