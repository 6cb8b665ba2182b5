<?php
/* An answer that the memory limit has no room for, and a logger that exits: the next requests get their own answers. */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Step;

return static function (Lab $lab): void {
    // An answer that is far larger as an array than the limit allows.
    $many = (function (): Generator {
        for ($i = 0; $i < 300_000; $i++) {
            yield sprintf('7f0000011c856621e43b%08x', $i);
        }
    })();
    $large = Faults::strings($many);
    $gateway = $lab->fakeGateway([
        [Faults::count(1), Step::answer($large), Faults::count(2), Step::silence()],
        [Faults::count(3), Faults::count(4)],
    ]);
    $server = $lab->server(1, ['memory_limit' => '64M']);
    $ask = function (string $title, int $expected) use ($lab, $server, $gateway): array {
        $answer = $lab->json($server->get(['do' => 'count', 'gateway' => $gateway->addr(), 'timeout' => 1]));
        $lab->same($expected, $answer['count'] ?? null, $title);
        return $answer + ['open' => $lab->stats($answer, $gateway->addr())['openConnections'] ?? -1];
    };
    $first = $ask('at first', 1);
    $response = $server->get(['do' => 'memory', 'gateway' => $gateway->addr()]);
    $lab->check(str_contains($response['body'], 'would take about'), 'the memory limit: ' . substr($response['body'], 0, 300));
    // The answer had been read whole: the connection is as good as before.
    $after = $ask('after the memory limit', 2);
    $lab->same([$first['pid'], 1], [$after['pid'], $after['open']], 'process and open connections after the memory limit');

    $response = $server->get(['do' => 'exit', 'gateway' => $gateway->addr(), 'of' => 'x', 'timeout' => 1]);
    $lab->check(str_contains($response['body'], 'the logger has ended the request'), 'exit: ' . $response['body']);
    $after = $ask('after exit in the logger', 3);
    $lab->same([$first['pid'], 1], [$after['pid'], $after['open']], 'process and open connections after exit');
    $ask('the one after that', 4);
    // The third one carried the small question beside the query that followed one without an answer.
    $lab->same(3, count($gateway->connections()), 'connections in all');
};
