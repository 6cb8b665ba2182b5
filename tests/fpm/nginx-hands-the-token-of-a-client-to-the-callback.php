<?php
/*
 * examples/recipes/nginx-token.conf and nginx-token.php as they stand, but for their ports: websocket clients come in
 * through nginx with a token in their URL, and php-fpm alone decides who they are. A gateway that shows another secret
 * is refused there.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebSocketClient;

return static function (Lab $lab): void {
    $recipes = dirname(__DIR__, 2) . '/examples/recipes';
    [$application, $proxy, $strange] = [Port::hold(), Port::hold(), Port::hold()];
    putenv('NETSVR_CALLBACK_SECRET=s3cret');
    putenv('APP_KEY=key');
    $callbacks = static fn(string $secret): array => [
        '--on-open', "http://netsvr:$secret@$application/netsvr/open",
        '--on-close', "http://netsvr:$secret@$application/netsvr/close",
    ];
    $gateways = [
        $proxy => $lab->devGate('--gateway', '8', ...$callbacks('s3cret')),
        $strange => $lab->devGate('--gateway', '8', ...$callbacks('wrong')),
    ];
    $servers = '';
    foreach ($gateways as $address => $gateway) {
        $behind = parse_url($gateway->url, PHP_URL_HOST) . ':' . parse_url($gateway->url, PHP_URL_PORT);
        $servers .= strtr(
            (string)file_get_contents("$recipes/nginx-token.conf"),
            ['127.0.0.1:8080' => $address, '127.0.0.1:6060' => $behind]
        );
    }
    $server = $lab->serverOf("$recipes/nginx-token.php", 4, $application, $servers);

    /** @return array{int, mixed, string} status, what the JSON says, the session's cookie */
    $post = static function (string $path, array $fields, string $cookie = '') use ($application): array {
        $headers = ['Content-Type: application/x-www-form-urlencoded', "Cookie: $cookie"];
        $options = ['method' => 'POST', 'header' => $headers, 'content' => http_build_query($fields), 'ignore_errors' => true];
        $body = (string)file_get_contents("http://$application$path", false, stream_context_create(['http' => $options]));
        preg_match('~PHPSESSID=\w+~', implode(preg_grep('~^set-cookie:~i', $http_response_header)), $set);
        return [sscanf($http_response_header[0], 'HTTP/%*s %d')[0], json_decode($body, true), $set[0] ?? $cookie];
    };
    $connect = static fn(string $query, string $at, array $headers = []): WebSocketClient =>
        WebSocketClient::connect("ws://$at/netsvr$query", 30, $headers);

    $lab->same(403, $post('/token', [])[0], 'a token for nobody');
    $cookie = $post('/login', ['name' => 'ann'])[2];
    $token = $post('/token', [], $cookie)[1]['token'] ?? '';

    $client = $connect("?token=$token", $proxy);
    $uniqId = (string)$client->receive(30);
    $lab->same(28, strlen($uniqId), 'the uniqId of a client with a token; ' . $server->log());
    $lab->same('{"event":"welcome","user":"ann"}', $client->receive(30), 'its welcome');

    // Whatever else a client says is overruled by what nginx knows.
    $others = [
        'no token' => ['', []],
        'a token that is none' => ['?token=ann', []],
        'a token of another user' => ['?token=' . str_replace('ann.', 'bob.', $token), []],
        'an address for a token' => ['?token=127.0.0.1', []],
        'a header of its own' => ['', ['X-Real-IP' => $token]],
    ];
    foreach ($others as $what => [$query, $headers]) {
        $other = $connect($query, $proxy, $headers);
        $lab->same('{"event":"denied","why":"log in"}', $other->receive(30), $what);
        $lab->same(null, $other->receive(30), "$what, then");
        $lab->same([1008, 'unauthorized'], [$other->closeCode, $other->closeReason], "the end of $what");
    }

    $refused = $connect("?token=$token", $strange);
    $lab->same(null, $refused->receive(30), 'a client of a gateway with another secret');
    $lab->same('receive error http status code: 401', $refused->closeReason, 'its end');

    $client->close();
    // nginx passes on what the application has logged
    $gone = static fn(): array => preg_match_all('~stderr: "PHP message: gone: (\w*)~', $server->log(), $found) ? $found[1] : [];
    $deadline = microtime(true) + 30;
    while ($gone() === [] && microtime(true) < $deadline) {
        usleep(5000);
    }
    usleep(100_000);
    $lab->same(['ann'], $gone(), 'ends that were told');

    // A name may have dots in it.
    $token = $post('/token', [], $post('/login', ['name' => 'ann.7.lee'])[2])[1]['token'] ?? '';
    $client = $connect("?token=$token", $proxy);
    $client->receive(30);
    $lab->same('{"event":"welcome","user":"ann.7.lee"}', $client->receive(30), 'the welcome of a name with dots');
    $lab->check(!str_contains($server->log(), 's3cret'), 'the secret is in no log');
};
