<?php
/*
 * More coroutines than there are connections ask all gateways, of which one hangs. Who asks one that works, and who sends to it, has
 * its connections meanwhile.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Crowd;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '2');
    ini_set('netsvr.pool_wait_ms', '1000');
    ini_set('netsvr.timeout_backoff_ms', '0');
    $good = DevGate::start();
    $client = $good->client();
    $silent = stream_socket_server('tcp://127.0.0.1:0');
    $logger = $run->netBus(6, $good->workerAddr, (string)stream_socket_get_name($silent, false));
    $run->inCoroutine(static function () use ($run, $client): void {
        $waiting = array_map(static fn() => $run->host->go(static fn() => Run::thrownBy(static fn() => NetBus::uniqIdCount())), range(1, 2));
        $run->host->sleep(0.3);
        $start = microtime(true);
        for ($i = 0; $i < 10; $i++) {
            NetBus::singleCast($client->uniqId, "message $i");
            $run->same('', Run::thrownBy(static fn() => $run->same(null, Crowd::askOne($client->uniqId), 'an answer')), 'what was thrown');
        }
        $run->check(microtime(true) - $start < 5, 'the answers waited for the gateway that hangs');
        $run->check(count(array_filter($waiting, static fn($it): bool => !$it->hasEnded)) === 2, 'nobody waits for the gateway that hangs');
        $run->host->join(30.0, ...$waiting);
    });
    for ($i = 0; $i < 10; $i++) {
        $run->same("message $i", $client->receive(10.0), 'a message');
    }
    $run->same([], preg_grep('/ send /', $logger->take()), 'sends that failed, in the log');
});
