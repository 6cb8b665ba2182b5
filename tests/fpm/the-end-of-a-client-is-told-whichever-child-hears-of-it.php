<?php
/*
 * Guests, of whom nobody has anything to remember, come in through one child of php-fpm and go through another. Each end
 * is told once, and that of no connection that never was let in.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;
use NetsvrTests\Support\Port;

return static function (Lab $lab): void {
    $log = (string)tempnam(sys_get_temp_dir(), 'netsvr');
    [$application, $task] = [Port::hold(), Port::hold()];
    putenv('NETSVR_CALLBACK_SECRET=s3cret');
    putenv('APP_KEY=key');
    putenv("NETSVR_WORKER_ADDR=$task");
    putenv('CLAIM_SECONDS=60');
    $recipe = dirname(__DIR__, 2) . '/examples/recipes/greet-and-claim.php';
    $server = $lab->serverOf($recipe, 4, $application, '', ['error_log' => $log]);
    $url = "http://netsvr:s3cret@$application/netsvr";
    $gateway = $lab->devGate('--gateway', '8', '--task', $task, '--on-open', "$url/open", '--on-close', "$url/close");
    $websocket = parse_url($gateway->url, PHP_URL_HOST) . ':' . parse_url($gateway->url, PHP_URL_PORT);

    $clients = [];
    for ($number = 0; $number < 40; $number++) {
        $clients[] = $client = $gateway->client();
        // A health check; the gateway tells of its end, too.
        fclose(stream_socket_client("tcp://$websocket"));
        $greeting = json_decode((string)$client->receive(30), true);
        $lab->same($client->uniqId, $greeting['uniqId'] ?? null, "the greeting of client $number; " . $server->log());
    }
    array_map(static fn($client) => $client->close(), $clients);
    $gone = static fn(): int => substr_count((string)file_get_contents($log), 'gone: ');
    $deadline = microtime(true) + 60;
    while ($gone() < 40 && microtime(true) < $deadline) {
        usleep(5000);
    }
    usleep(300_000);
    $lab->same(40, substr_count((string)file_get_contents($log), 'gone: a guest'), 'ends of guests');
    $lab->same(40, $gone(), 'ends of all');
    unlink($log);
};
