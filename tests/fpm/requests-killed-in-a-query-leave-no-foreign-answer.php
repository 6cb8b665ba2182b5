<?php
/*
 * request_terminate_timeout kills the process of a request that waits for an answer. The answer that comes late is
 * nobody's: requests of the process that takes its place get their own.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;
use NetsvrTests\Support\Faults;

return static function (Lab $lab): void {
    $late = Faults::count(99)->delayed(3500);
    $gateway = $lab->fakeGateway([
        [Faults::count(1), $late],
        [Faults::count(2), Faults::count(3), $late],
        [Faults::count(4), Faults::count(5)],
    ]);
    $server = $lab->server(1, [], ['request_terminate_timeout' => '2s']);
    $query = ['do' => 'count', 'gateway' => $gateway->addr(), 'timeout' => 20];
    $pids = [];
    foreach ([1, null, 2, 3, null, 4, 5] as $expected) {
        $response = $server->get($query);
        if ($expected === null) {
            $lab->same(502, $response['status'], 'the status of a request that was killed');
            continue;
        }
        $answer = $lab->json($response);
        $lab->same($expected, $answer['count'] ?? null, 'the answer');
        $pids[$answer['pid'] ?? 0] = true;
    }
    $lab->same(3, count($pids), 'processes that have answered');
    $lab->same(3, count($gateway->connections()), 'connections in all');
};
