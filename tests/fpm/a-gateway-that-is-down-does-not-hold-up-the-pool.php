<?php
/*
 * A gateway that drops what would connect costs the first request its connect timeout; the others of that process
 * say at once what they know, and go on to the gateways that are up.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;

return static function (Lab $lab): void {
    // A listener whose queue is full: the kernel drops what would connect.
    $context = stream_context_create(['socket' => ['backlog' => 0]]);
    $flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
    $listener = stream_socket_server('tcp://127.0.0.1:0', $errno, $error, $flags, $context);
    $down = stream_socket_get_name($listener, false);
    $waiting = [];
    for ($i = 0; $i < 8; $i++) {
        $waiting[] = stream_socket_client("tcp://$down", $errno, $error, 1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
    }
    usleep(50_000);

    $gateway = $lab->devGate();
    $client = $gateway->client();
    // A day: the pause is not over before the test is.
    $ini = ['netsvr.backoff_base_ms' => '86400000', 'netsvr.backoff_max_ms' => '86400000'];
    $server = $lab->server(1, $ini);
    $query = ['do' => 'broadcast', 'gateway' => "$down,$gateway->workerAddr", 'connect' => 1];
    $start = microtime(true);
    foreach (range(0, 19) as $number) {
        $answer = $lab->json($server->get($query + ['data' => "message $number"]));
        $lab->same(1, $lab->stats($answer, $down)['dials'] ?? null, 'dials of the one that is down');
        $errors = implode("\n", preg_grep('~^error~', $answer['log'] ?? []));
        $lab->check(str_contains($errors, "connect to $down failed"), "the log names it: $errors");
    }
    $took = microtime(true) - $start;
    // One connect timeout of a second, not twenty.
    $lab->check($took < 10.0, sprintf('20 requests took %.1f s', $took));
    $counts = [];
    $deadline = microtime(true) + 30;
    while (count($counts) < 20 && microtime(true) < $deadline) {
        $lab->drain([$client], $counts, 0.1);
    }
    $lab->same(20, count($counts), 'messages that arrived by the other gateway');
};
