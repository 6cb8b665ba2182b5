<?php
/*
 * What `make demo` runs: starts a development gateway, connects three websocket clients, runs push.php with the
 * built extension, and prints who received what and what the queries answered.
 *
 *     php -n examples/demo.php
 *
 * NETSVR_SO and NETSVR_DEVGATE name the extension and the gateway; by default they are in target/release. GATEWAY=8
 * makes it a gateway 8.x, SHUFFLE=seed one that carries messages out in another order. Exit status 0 only if each message
 * reached those it was for and nobody else, in order where the gateway keeps it, and each answer was right.
 * This process itself does not load the extension: what it sees, it sees through websockets.
 */
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;
use function NetsvrTests\Support\requirePsr;

require dirname(__DIR__) . '/tests/support/autoload.php';
requirePsr();

/** Seconds that push.php may take. */
const PUSH_PATIENCE = 30.0;
/** Seconds that a message may take to reach its client. */
const DELIVERY_PATIENCE = 5.0;
/** Seconds of silence after which no further message is expected. */
const QUIET = 0.3;

/** Each message of push.php, in order: the call, the text, and who must receive it. */
const MESSAGES = [
    ['broadcast', 'Good morning, everybody.', ['ann', 'bob', 'cat']],
    ['singleCast', 'For the first of you alone.', ['ann']],
    ['multicast', 'For the first two of you.', ['ann', 'bob']],
    ['singleCastBulk', 'You are number 1.', ['ann']],
    ['singleCastBulk', 'You are number 2.', ['bob']],
    ['singleCastBulk', 'You are number 3.', ['cat']],
    ['connInfoUpdate', 'Hello, customer-1.', ['ann']],
    ['connInfoUpdate', 'Hello, customer-2.', ['bob']],
    ['connInfoUpdate', 'Hello, customer-3.', ['cat']],
    ['singleCastByCustomerId', 'customer-1, your order has left.', ['ann']],
    ['multicastByCustomerId', 'customer-2 and customer-3: pay today.', ['bob', 'cat']],
    ['topicSubscribe', 'You have subscribed to news.', ['ann', 'cat']],
    ['topicSubscribe', 'You have subscribed to weather.', ['cat']],
    ['topicPublish', 'News: the extension works.', ['ann', 'cat']],
    ['topicPublishBulk', 'News: second edition.', ['ann', 'cat']],
    ['topicPublishBulk', 'Weather: fine.', ['cat']],
    ['topicUnsubscribe', 'You are out of news.', ['ann']],
    ['topicDelete', 'These topics are closed.', ['cat']],
];

/** Each answer that push.php prints, in order; with names for uniqIds and worker addresses. */
const ANSWERS = [
    ['uniqIdCount', [['workerAddr' => 'gateway', 'count' => 3]]],
    ['checkOnline', ['ann', 'cat']],
    ['customerIdCount', [['workerAddr' => 'gateway', 'count' => 3]]],
    ['customerIdList', [['workerAddr' => 'gateway', 'customerIds' => ['customer-1', 'customer-2', 'customer-3']]]],
    ['connInfo', ['ann' => ['customerId' => 'customer-1', 'session' => '{"visits":1}', 'topics' => []]]],
    [
        'connInfoByCustomerId',
        ['customer-1' => [['uniqId' => 'ann', 'session' => '{"visits":1}', 'topics' => []]]],
    ],
    ['topicList', [['workerAddr' => 'gateway', 'topics' => ['news', 'weather']]]],
    ['topicUniqIdList', [['workerAddr' => 'gateway', 'items' => [['topic' => 'news', 'uniqIds' => ['ann', 'cat']]]]]],
    [
        'topicUniqIdCount',
        [
            [
                'workerAddr' => 'gateway',
                'items' => [['topic' => 'news', 'count' => 2], ['topic' => 'weather', 'count' => 1]],
            ],
        ],
    ],
    [
        'topicCustomerIdList',
        [
            [
                'workerAddr' => 'gateway',
                'items' => [['topic' => 'news', 'customerIds' => ['customer-1', 'customer-3']]],
            ],
        ],
    ],
    ['topicCount', [['workerAddr' => 'gateway', 'count' => 0]]],
    ['customerIdCount', [['workerAddr' => 'gateway', 'count' => 0]]],
];

/**
 * Runs push.php against the gateway.
 *
 * @return array{int, string} its exit status, -1 when it had to be stopped, and what it printed
 */
function push(string $extension, DevGate $gateway): array
{
    $settings = ['display_errors=stderr', "extension=$extension"];
    if ($gateway->taskAddr !== $gateway->workerAddr) {
        array_push($settings, 'netsvr.gateway=8', "netsvr.task_addrs=\"$gateway->workerAddr=$gateway->taskAddr\"");
    }
    $options = array_merge(...array_map(static fn(string $setting): array => ['-d', $setting], $settings));
    $command = [PHP_BINARY, '-n', ...$options, __DIR__ . '/push.php', $gateway->workerAddr];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], STDERR], $pipes);
    if (!is_resource($process)) {
        throw new RuntimeException('cannot start push.php');
    }
    stream_set_blocking($pipes[1], false);
    $printed = '';
    $deadline = microtime(true) + PUSH_PATIENCE;
    while (!feof($pipes[1]) && microtime(true) < $deadline) {
        $read = [$pipes[1]];
        $none = null;
        if (stream_select($read, $none, $none, 0, 200_000)) {
            $printed .= (string)fread($pipes[1], 1 << 16);
        }
    }
    $late = !feof($pipes[1]);
    if ($late) {
        proc_terminate($process, SIGKILL);
    }
    fclose($pipes[1]);
    $status = proc_close($process);
    return [$late ? -1 : $status, $printed];
}

/**
 * What a client received: as many messages as it must get, and whatever else comes until it is quiet.
 *
 * @return list<string>
 */
function received(WebSocketClient $client, int $due, float $patience): array
{
    $messages = [];
    while (count($messages) < $due && ($message = $client->receive($patience)) !== null) {
        $messages[] = $message;
    }
    return [...$messages, ...$client->receiveAll(QUIET)];
}

/** Lists of strings and of rows have no order that a gateway promises: sorted, they can be compared. */
function sorted(mixed $value): mixed
{
    if (!is_array($value)) {
        return $value;
    }
    $value = array_map(sorted(...), $value);
    array_is_list($value) ? sort($value) : ksort($value);
    return $value;
}

/** @param list<string> $widths as printf has them */
function row(array $widths, array $cells): void
{
    vprintf('  ' . implode('  ', $widths) . "\n", $cells);
}

$extension = getenv('NETSVR_SO') ?: dirname(__DIR__) . '/target/release/libnetsvr.so';
if (!is_file($extension)) {
    fwrite(STDERR, "$extension is not there: run make build\n");
    exit(2);
}

// ---- The gateway and its clients ------------------------------------------------------------------------------

$generation = getenv('GATEWAY') ?: '5';
$seed = getenv('SHUFFLE') ?: null;
$flags = $generation === '8' ? ['--gateway', '8', ...($seed === null ? [] : ['--shuffle', $seed])] : [];
$gateway = DevGate::start(...$flags);
$clients = [$gateway->client(), $gateway->client(), $gateway->client()];
usort($clients, static fn(WebSocketClient $a, WebSocketClient $b): int => strcmp($a->uniqId, $b->uniqId));
$clients = array_combine(['ann', 'bob', 'cat'], $clients);

echo "Gateway: devgate as $generation.x, clients at $gateway->url, business processes at $gateway->workerAddr\n";
$names = [$gateway->workerAddr => 'gateway'];
foreach ($clients as $name => $client) {
    echo "Client:  $name is $client->uniqId\n";
    $names[$client->uniqId] = $name;
}

echo "\nexamples/push.php runs:\n";
[$status, $printed] = push($extension, $gateway);
$printed = strtr($printed, $names);
echo preg_replace('~^~m', '  ', rtrim($printed)), "\n";
$wrong = $status === 0 ? [] : [$status < 0 ? 'push.php did not end in time' : "push.php ended with status $status"];

// ---- Who received what ------------------------------------------------------------------------------------------

$patience = $status === 0 ? DELIVERY_PATIENCE : QUIET;
$due = $got = [];
foreach ($clients as $name => $client) {
    $due[$name] = array_column(array_filter(MESSAGES, static fn(array $row): bool => in_array($name, $row[2], true)), 1);
    $got[$name] = received($client, count($due[$name]), $patience);
}
echo "\nWho received what (+ received, . not for this client):\n";
$widths = ['%-23s', '%-38s', '%-8s', '%-8s', '%-8s'];
row($widths, ['call', 'message', ...array_keys($clients)]);
foreach (MESSAGES as [$call, $text, $receivers]) {
    $cells = [];
    foreach ($got as $name => $messages) {
        $cells[] = match ([in_array($name, $receivers, true), in_array($text, $messages, true)]) {
            [true, true] => '+',
            [false, false] => '.',
            [true, false] => 'MISSING',
            [false, true] => 'WRONG',
        };
    }
    row($widths, [$call, $text, ...$cells]);
}
// A gateway 8.x promises an order only within one command.
$ordered = static fn(array $messages): array => $generation === '8' ? sorted($messages) : $messages;
foreach ($got as $name => $messages) {
    if ($ordered($messages) !== $ordered($due[$name])) {
        $wrong[] = "$name received " . json_encode($messages) . ' instead of ' . json_encode($due[$name]);
    }
}

// ---- What was answered --------------------------------------------------------------------------------------------

preg_match_all('~^<- (\w+) +(.*)$~m', $printed, $lines, PREG_SET_ORDER);
echo "\nWhat the gateway answered (+ right):\n";
foreach (ANSWERS as $i => [$query, $expected]) {
    $line = $lines[$i] ?? ['', '', 'null'];
    $answer = json_decode($line[2], true);
    $right = $line[1] === $query && sorted($answer) === sorted($expected);
    row(['%-23s', '%-5s', '%s'], [$query, $right ? '+' : 'WRONG', $line[2]]);
    if (!$right) {
        $wrong[] = "$query answered $line[2] instead of " . json_encode($expected);
    }
}
if (count($lines) > count(ANSWERS)) {
    $wrong[] = 'push.php printed more answers than were expected';
}

// ---- The end -------------------------------------------------------------------------------------------------------

foreach ($clients as $client) {
    $client->close();
}
$gateway->stop();

if ($wrong !== []) {
    echo "\nNot as it should be:\n  ", implode("\n  ", $wrong), "\n";
    exit(1);
}
printf(
    "\nAll arrived: %d messages as %d deliveries to %d clients, and %d answers.\n",
    count(MESSAGES),
    array_sum(array_map(count(...), $due)),
    count($clients),
    count(ANSWERS)
);
