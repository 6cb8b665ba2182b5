<?php
/*
 * Requests that end in the middle of a query, or right after one, whatever ends them: the next request in the same
 * process gets its own answer, and where the connection was at rest it is used again.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;

return static function (Lab $lab): void {
    $gateway = $lab->devGate();
    $clients = [];
    for ($i = 0; $i < 5; $i++) {
        $clients[] = $gateway->client();
    }
    $server = $lab->server(1, ['memory_limit' => '64M']);
    $number = 0;
    /** A query that only its own answer fits. @return array the application's answer */
    $ask = function (string $title) use ($lab, $server, $gateway, $clients, &$number): array {
        $uniqId = $clients[$number++ % count($clients)]->uniqId;
        $answer = $lab->json($server->get(['do' => 'online', 'gateway' => $gateway->workerAddr, 'of' => $uniqId]));
        $lab->same([$uniqId], $answer['online'] ?? null, "after $title");
        return $answer + ['dials' => $lab->stats($answer, $gateway->workerAddr)['dials'] ?? -1];
    };
    $query = fn(string $do): array => ['do' => $do, 'gateway' => $gateway->workerAddr, 'of' => $clients[0]->uniqId];

    $before = $ask('nothing');
    $response = $server->get($query('throw'));
    $lab->check(str_contains($response['body'], 'after a query'), 'an exception: ' . $response['body']);
    $after = $ask('an exception');
    $lab->same([$before['pid'], $before['dials']], [$after['pid'], $after['dials']], 'process and dials after an exception');

    // max_execution_time passes while queries run, one after the other: whichever it meets is given up.
    for ($i = 0; $i < 3; $i++) {
        $response = $server->get($query('loop'));
        $lab->check(str_contains($response['body'], 'Maximum execution time of 1 second exceeded'), 'a time limit: ' . $response['body']);
        $after = $ask('a time limit');
        $lab->same($before['pid'], $after['pid'], 'the process after a time limit');
        $ask('the query after a time limit');
    }
};
