<?php
/* Each child of the pool dials once; requests after that say nothing of connecting. With persistent=0 each dials. */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;

return static function (Lab $lab): void {
    $gateway = $lab->devGate();
    $client = $gateway->client();
    $query = ['do' => 'online', 'gateway' => $gateway->workerAddr, 'of' => $client->uniqId];

    $server = $lab->server(2);
    $dials = [];
    $connectLines = 0;
    foreach ($server->load(array_fill(0, 60, $query), 4) as $response) {
        $answer = $lab->json($response);
        $lab->same([$client->uniqId], $answer['online'] ?? null, 'the answer');
        $dials[$answer['pid'] ?? 0] = max($dials[$answer['pid'] ?? 0] ?? 0, $lab->stats($answer, $gateway->workerAddr)['dials'] ?? -1);
        $connectLines += count(preg_grep('~connect to .* ok~', $answer['log'] ?? []));
    }
    $lab->check(array_unique(array_values($dials)) === [1], 'each child has dialled once: ' . json_encode($dials));
    $lab->same(count($dials), $connectLines, 'lines that say "connect to"');
    $lab->same(count($dials), $lab->connectionsTo($gateway->workerAddr), 'connections to the gateway');
    $server->stop();

    $server = $lab->server(1, ['netsvr.persistent' => '0']);
    foreach ($server->load(array_fill(0, 5, $query), 1) as $index => $response) {
        $answer = $lab->json($response);
        $lab->same($index + 1, $lab->stats($answer, $gateway->workerAddr)['dials'] ?? null, 'dials with persistent=0');
    }
    $lab->same(0, $lab->connectionsTo($gateway->workerAddr), 'connections between requests with persistent=0');
};
