<?php
/*
 * Coroutines send messages to one client while others ask: all arrive, those of each coroutine in its order.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_wait_ms', '60000');
    $gateway = DevGate::start('--delay-ms=2');
    $run->netBus(20, $gateway->workerAddr);
    $crowd = $run->crowd(4, 20, $gateway);
    $client = $gateway->client();
    $run->inCoroutine(static function () use ($run, $crowd, $client): void {
        $send = static fn(int $sender): Closure => static function () use ($run, $client, $sender): void {
            for ($i = 0; $i < 100; $i++) {
                NetBus::singleCast($client->uniqId, "$sender $i");
                if ($i % 10 === $sender % 10) {
                    $run->host->sleep(0.002);
                }
            }
        };
        // question 6 of 7 counts clients, and would count the one of this scene
        $numbers = array_values(array_filter(range(0, 232), static fn(int $number): bool => $number % 7 !== 6));
        $run->host->all(60.0, ...array_map($send, range(0, 9)), ...$run->questions($crowd, $numbers));
        $run->same(count($numbers), $run->takeRight(), 'right answers');
    });
    NetBus::singleCast($client->uniqId, 'that was all');
    $next = array_fill(0, 10, 0);
    $last = null;
    while (($last = $client->receive(20.0)) !== null && $last !== 'that was all') {
        [$sender, $number] = array_map(intval(...), explode(' ', $last));
        $run->same($next[$sender], $number, "a message of coroutine $sender");
        $next[$sender] = $number + 1;
    }
    $run->same('that was all', $last, 'the last message');
    $run->same(array_fill(0, 10, 100), $next, 'messages of each coroutine');
});
