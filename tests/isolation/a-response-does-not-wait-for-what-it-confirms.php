<?php
/*
 * netsvr.confirm = request under php-fpm: the client has the whole response while the gateway still holds its answer
 * back; what a gateway has not confirmed within a second is in the log.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Skipped;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebServer;

return static function (Lab $lab): void {
    $lab->program()->needsKey('netsvr.confirm');
    foreach (['php-fpm', 'nginx'] as $program) {
        WebServer::program($program) ?? throw new Skipped("there is no $program");
    }
    $log = (string)tempnam(sys_get_temp_dir(), 'netsvr-isolation-');
    $start = static function () use ($lab, $log): WebServer {
        file_put_contents($log, '');
        // One child: the second request finds it where the first has left it.
        $lab->stopLater($server = new WebServer(__DIR__ . '/confirm.php', 1, ['netsvr.confirm' => 'request']));
        return $server;
    };
    $query = static fn(DevGate $gateway, string $data): array =>
        ['gateway' => $gateway->workerAddr, 'timeout' => 2, 'data' => $data, 'log' => $log];

    $lab->case('the response comes before the answer', static function () use ($lab, $start, $query, $log): void {
        $server = $start();
        $delay = 0.6;
        $gateway = $lab->gateway('--delay-ms', (string)(int)($delay * 1000));
        $client = $gateway->client();
        $first = $server->get($query($gateway, 'first'));
        $second = $server->get($query($gateway, 'second'));
        foreach ([$first, $second] as $response) {
            $lab->check($response['status'] === 200 && strlen($response['body']) === 100_000, 'not the whole response: '
                . substr($response['body'], 0, 300));
        }
        $lab->measure(sprintf('the first took %.3f s, the second %.3f s', $first['took'], $second['took']));
        $lab->checkTime($first['took'] < $delay / 2, sprintf('the first response took %.3f s', $first['took']));
        $lab->check($second['took'] >= $delay / 2, 'nothing was confirmed: the child was free at once');
        $lab->check([$client->receive(10.0), $client->receive(10.0)] === ['first', 'second'], 'the messages have not come');
        $lab->check(!str_contains((string)file_get_contents($log), 'error '), 'an error: ' . file_get_contents($log));
    });

    $lab->case('what is not confirmed is in the log', static function () use ($lab, $start, $query, $log): void {
        $server = $start();
        $gateway = $lab->gateway();
        $gateway->suspend();
        $response = $server->get($query($gateway, 'lost, perhaps'));
        $lab->check($response['status'] === 200, "status $response[status]");
        $lab->checkTime($response['took'] < 0.5, sprintf('the response took %.3f s', $response['took']));
        $isUnconfirmed = static fn(string $line): bool => str_contains($line, $gateway->workerAddr)
            && stripos($line, 'confirm') !== false;
        $deadline = microtime(true) + 3;
        do {
            usleep(20_000);
            $said = file_get_contents($log) . $server->log();
            $lines = array_filter(explode("\n", $said), $isUnconfirmed);
        } while ($lines === [] && microtime(true) < $deadline);
        $lab->measure("said: $said");
        $lab->check($lines !== [], 'no line says that the gateway has not confirmed');
    });
    unlink($log);
};
