<?php
/*
 * 10,000 requests, each with one message, while children are recycled and the gateway is restarted: every message of
 * a request that reported success arrives once, and the gateway never sees more connections than there are children.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;

const CHILDREN = 4;
const BATCH = 500;

return static function (Lab $lab): void {
    $gateway = $lab->devGate();
    $server = $lab->server(CHILDREN, ['netsvr.on_send_failure' => 'throw'], ['pm.max_requests' => '700']);
    $pids = [];
    $most = 0;
    $watch = function (int $answered) use ($lab, $gateway, &$most): void {
        if ($answered % 25 === 0) {
            $most = max($most, $lab->connectionsTo($gateway->workerAddr));
        }
    };
    $next = 0;
    /** Sends so many messages to four clients and looks what became of them. */
    $push = function (int $count) use ($lab, $gateway, $server, $watch, &$next, &$pids): void {
        $clients = [$gateway->client(), $gateway->client(), $gateway->client(), $gateway->client()];
        $counts = [];
        $expected = 0;
        for ($left = $count; $left > 0; $left -= BATCH) {
            $queries = [];
            for ($i = 0; $i < min($left, BATCH); $i++, $next++) {
                $queries[] = [
                    'do' => 'cast', 'gateway' => $gateway->workerAddr,
                    'to' => $clients[$next % 4]->uniqId, 'data' => "message $next",
                ];
            }
            foreach ($server->load($queries, 8, $watch) as $response) {
                $answer = $lab->json($response);
                $lab->check(!isset($answer['failed']), 'a request failed: ' . ($answer['failed'] ?? ''));
                $pids[$answer['pid'] ?? 0] = ($pids[$answer['pid'] ?? 0] ?? 0) + 1;
            }
            $expected += count($queries);
            $lab->drain($clients, $counts);
        }
        $deadline = microtime(true) + 30;
        while (array_sum($counts) < $expected && microtime(true) < $deadline) {
            $lab->drain($clients, $counts, 0.05);
        }
        $lab->drain($clients, $counts, 0.1);
        $lab->same($expected, count($counts), 'different messages that arrived');
        $lab->same($expected, array_sum($counts), 'messages that arrived');
    };

    $push(5000);
    // Nothing is under way: a restart must not cost a single message.
    $gateway->restart();
    $push(4000);

    // A restart in the middle of it: a message may be lost with the gateway, but none arrives twice, and none fails
    // without a word.
    $queries = [];
    for ($i = 0; $i < 1000; $i++, $next++) {
        $queries[] = ['do' => 'broadcast', 'gateway' => $gateway->workerAddr, 'data' => "message $next"];
    }
    $counts = [];
    $client = $gateway->client();
    $restarted = false;
    $responses = $server->load($queries, 8, function (int $answered) use ($lab, $gateway, $watch, &$client, &$counts, &$restarted): void {
        $watch($answered);
        if ($answered >= 300 && !$restarted) {
            $restarted = true;
            $lab->drain([$client], $counts);
            $gateway->restart();
            $client = $gateway->client();
        }
    });
    $failed = 0;
    foreach ($responses as $response) {
        $failed += isset($lab->json($response)['failed']) ? 1 : 0;
    }
    $deadline = microtime(true) + 5;
    while (array_sum($counts) < 1000 - $failed && microtime(true) < $deadline) {
        $before = array_sum($counts);
        $lab->drain([$client], $counts, 0.2);
        if (array_sum($counts) === $before) {
            break;
        }
    }
    $lab->check(array_unique(array_values($counts)) === [1], 'a message arrived twice');
    $lab->check(count($counts) <= 1000 - $failed, 'a message arrived whose request failed');
    // The pauses are short, the restart took a moment: most of them found the gateway.
    $lab->check(count($counts) > 300, count($counts) . ' of 1000 messages arrived around the restart');
    // Afterwards everything is as before.
    usleep(3_000_000);
    $push(100);

    $lab->check($most <= CHILDREN && $most > 0, "$most connections at a time for " . CHILDREN . ' children');
    $lab->check(count($pids) > 2 * CHILDREN, count($pids) . ' processes have answered: none was recycled');
    $lab->check(max($pids) <= 700, 'a process has answered ' . max($pids) . ' requests');
};
