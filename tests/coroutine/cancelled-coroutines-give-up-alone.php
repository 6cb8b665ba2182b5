<?php
/*
 * Swoole cancels coroutines that wait for the answer of a gateway that never answers, and for a connection to it: they are told at once,
 * their places in the pool are free again, and others have their answers.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Crowd;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '2');
    ini_set('netsvr.pool_wait_ms', '60000');
    ini_set('netsvr.timeout_backoff_ms', '0');
    $good = DevGate::start('--delay-ms=50');
    $client = $good->client();
    $silent = stream_socket_server('tcp://127.0.0.1:0');
    $addr = (string)stream_socket_get_name($silent, false);
    $stranger = sprintf('7f000001%04x6621e43b00000001', (int)substr($addr, strrpos($addr, ':') + 1));
    $run->netBus(60, $addr, $good->workerAddr);
    $before = Run::descriptors();
    for ($round = 0; $round < 3; $round++) {
        $said = [];
        $run->inCoroutine(static function () use ($run, $stranger, $client, &$said): void {
            // two have connections, two wait for them
            $waiting = [];
            for ($i = 0; $i < 4; $i++) {
                $waiting[] = $run->host->go(static function () use ($stranger, &$said): void {
                    $said[] = Run::thrownBy(static fn() => NetBus::checkOnline($stranger));
                });
            }
            $run->host->sleep(0.3);
            $run->same([], $said, 'what was thrown before');
            $start = microtime(true);
            array_map($run->host->kill(...), $waiting);
            $run->host->join(20.0, ...$waiting);
            $run->check(microtime(true) - $start < 10, 'the cancelled coroutines waited on');
            $run->host->all(20.0, static fn() => $run->same(null, Crowd::askOne($client->uniqId), 'an answer'));
        });
        $run->same(4, count(array_filter($said)), 'coroutines that were told: ' . implode(', ', $said));
    }
    $run->check(Run::descriptors() <= $before + 6, 'descriptors: ' . Run::descriptors() . ", $before before");
}, ['swoole']);
