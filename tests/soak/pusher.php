<?php
/*
 * Events of all kinds by the hundred thousand through `php artisan netsvr:work` with the Pusher protocol: clients come,
 * subscribe to channels of all kinds, whisper, sign in, send nonsense, unsubscribe, go. Memory, descriptors and log of the
 * process must stay as they are.
 *
 *     tests/support/laravel-php.sh tests/soak/pusher.php [EVENTS] [GATEWAY] [STORE]
 *
 * EVENTS: 300,000 by default. GATEWAY: 5 (default) or 8. STORE: redis (default) or file, which has no presence channels.
 * Exit status 0: all has stayed.
 */
declare(strict_types=1);

use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrTests\Laravel\Project;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Support\WebSocketClient;

require dirname(__DIR__) . '/laravel/autoload.php';

/** Clients that are there at the same time. */
const CLIENTS = 20;
/** Growth that is allowed after the first fifth, in KiB. */
const ALLOWED = 2048;

putenv('NETSVR_TEST_PHP=' . shell_exec(escapeshellarg(dirname(__DIR__) . '/support/laravel-php.sh')));
$events = (int)($argv[1] ?? 300_000);
$generation = $argv[2] ?? '5';
$store = $argv[3] ?? 'redis';
$gateway = DevGate::start('--gateway', $generation);
$redis = $store === 'redis' ? new RedisServer() : null;
$project = new Project();
$environment = [
    'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
    'NETSVR_TASK_ADDRS' => $gateway->taskAddr,
    'NETSVR_INI_GATEWAY' => $generation,
    'CACHE_DRIVER' => $store,
    'TEST_REDIS' => (string)$redis?->socket,
];
$work = $project->artisan(['netsvr:work', '--memory=0'], $environment);
$application = $project->app($environment)->make(Applications::class)->default();
preg_match('/PID (\d+)/', $work->waitFor('/register to \S+ ok/'), $found);
$pid = (int)$found[1];
// Who comes within the second of the registration may be taken for one who came before it, and dropped.
sleep(2);

/** @return list<string> what a client says in its life, and how its channels are called */
function script(Application $application, string $uniqId, int $number, bool $presence): array
{
    $socketId = SocketId::of($uniqId);
    $user = (string)json_encode(['id' => (string)($number % 7), 'user_info' => ['name' => "user $number"]]);
    $say = [
        ['pusher:ping', []],
        ['pusher:subscribe', ['channel' => 'news']],
        ['pusher:subscribe', ['channel' => 'cache-news']],
        ['pusher:subscribe', ['channel' => "public.$number"]],
        ['pusher:signin', ['auth' => $application->signUser($socketId, $user), 'user_data' => $user]],
        ['pusher:signin', ['auth' => 'forged', 'user_data' => $user]],
        ['pusher:subscribe', ['channel' => 'private-x', 'auth' => 'forged']],
    ];
    foreach (['private-room', ...$presence ? ['presence-room', "presence-$number"] : []] as $channel) {
        $data = '{"user_id":"' . $number % 7 . '","user_info":{"name":"Ann"}}';
        $auth = $application->signChannel($socketId, $channel, $data);
        $say[] = ['pusher:subscribe', ['channel' => $channel, 'auth' => $auth, 'channel_data' => $data]];
    }
    $say[] = ['pusher:unsubscribe', ['channel' => 'private-room']];
    $say[] = ['pusher:unsubscribe', ['channel' => "public.$number"]];
    $say[] = ['pusher:unsubscribe', ['channel' => 'presence-room']];
    $say[] = ['pusher:nothing', ['channel' => 'presence-room']];
    $texts = array_map(static fn(array $one): string => (string)json_encode(['event' => $one[0], 'data' => $one[1]]), $say);
    // After the room has been entered, before it is left.
    array_splice($texts, -4, 0, array_fill(0, 8, '{"event":"client-typing","channel":"private-room","data":{"n":' . $number . '}}'));
    return [...$texts, 'not JSON', '[]', '{"event":"client-typing","channel":"news","data":1e999}'];
}

/** @return array{int, int, int} KiB, descriptors, lines in the log */
function state(int $pid, Project $project): array
{
    preg_match('/^VmRSS:\s+(\d+)/m', (string)file_get_contents("/proc/$pid/status"), $found);
    return [(int)$found[1], count((array)scandir("/proc/$pid/fd")), substr_count($project->log(), "\n")];
}

$start = microtime(true);
$states = [];
$clients = [];
$done = $round = 0;
while ($done < $events) {
    $round++;
    // They go one by one, so that there are always others to be told.
    $clients[$round % CLIENTS] = $client = WebSocketClient::connect($gateway->url);
    $client->uniqId = (string)$client->receive(10);
    $script = script($application, $client->uniqId, $round % 50, $redis !== null);
    $client->receive(10) ?? exit("a client was not greeted\n{$work->output()}{$project->log()}");
    foreach ($script as $text) {
        $client->send($text);
    }
    // Of a gateway 8.x they may come in any order: the last answer is not that to the last message.
    $client->send('{"event":"pusher:ping"}');
    $deadline = microtime(true) + 20;
    for ($pongs = 0; $pongs < 2 && microtime(true) < $deadline;) {
        $pongs += (int)str_contains((string)$client->receive(1), 'pusher:pong');
    }
    $pongs === 2 || exit("a client was not answered\n{$work->output()}{$project->log()}");
    if ($round % 5 === 0) {
        array_map(static fn(WebSocketClient $client): array => $client->receiveAll(0.0), $clients);
        $work->read(0.0);
    }
    // its messages, its coming, and its predecessor's going
    $done += count($script) + 3;
    if ($done > count($states) * $events / 20) {
        $states[] = $state = state($pid, $project);
        printf("%9d events, %d KiB, %d descriptors, %d lines in the log\n", $done, ...$state);
    }
}
$first = $states[intdiv(count($states), 5)];
$last = end($states);
printf("%d events in %.0f s, grown by %d KiB after the first fifth\n", $done, microtime(true) - $start, $last[0] - $first[0]);
$work->signal(SIGTERM);
$status = $work->wait(20);
echo $status === 0 ? '' : $work->output();
exit($status === 0 && $last[0] - $first[0] <= ALLOWED && $last[1] <= $first[1] + 1 && $last[2] === $first[2] ? 0 : 1);
