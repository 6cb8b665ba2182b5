<?php
/*
 * What presence channels cost in a room of 10, 100 and 1,000 members, with Redis and devgate on the same machine, real
 * connections and Laravel. Prints a table; the exit status is 1 when somebody is missing in a room.
 *
 *     tests/support/laravel-php.sh benches/laravel/presence.php
 *
 * join     a new member comes in: the lock, two reads, three writes, one question to the gateway; all others are told
 * window   another connection of a member: nobody is told
 * leave    a member goes, and all others are told
 * whisper  who it is that whispers
 * look     what one process of netsvr:work does once a second where nothing has happened
 *
 * Wall time, and CPU time of the PHP process; the rest is Redis and the gateway, and their turn on the CPU.
 */
declare(strict_types=1);

use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Presence;
use NetsvrBusiness\Laravel\Broadcasting\PresenceRooms;
use NetsvrBusiness\Laravel\Broadcasting\Reconciler;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\Project;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Support\WebSocketClient;

require dirname(__DIR__, 2) . '/tests/laravel/autoload.php';

/** Connections in one process: stream_select() knows file descriptors below 1024. */
const HELD = 250;
const ROUNDS = 60;

if (($argv[1] ?? '') === 'hold') {
    $clients = [];
    for ($number = 0; $number < (int)$argv[3]; $number++) {
        $clients[] = WebSocketClient::connect($argv[2]);
        echo end($clients)->receive(5), "\n";
    }
    fgets(STDIN);
    exit(0);
}
if (!RedisServer::isAvailable()) {
    echo "presence: no redis-server, or no extension redis in this PHP: tools/deps.sh\n";
    exit(0);
}

$redis = new RedisServer();
$gateway = DevGate::start();
$project = new Project();
$app = $project->app([
    'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
    'CACHE_DRIVER' => 'redis',
    'TEST_REDIS' => $redis->socket,
]);
$application = $app->make(Applications::class)->default();
[$presence, $rooms, $reconciler] = array_map($app->make(...), [Presence::class, PresenceRooms::class, Reconciler::class]);

$holders = [];
$connect = static function (int $number) use ($gateway, &$holders): array {
    $uniqIds = [];
    while ($number > 0) {
        $php = json_decode((string)shell_exec(escapeshellarg(dirname(__DIR__, 2) . '/tests/support/laravel-php.sh')), true);
        $command = [...$php, __FILE__, 'hold', $gateway->url, (string)min(HELD, $number)];
        $holders[] = [proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes), $pipes];
        for ($line = 0; $line < min(HELD, $number); $line++) {
            $uniqIds[] = trim((string)fgets($pipes[1]));
        }
        $number -= HELD;
    }
    return $uniqIds;
};
$join = static function (string $channel, string $uniqId, int $userId) use ($presence, $application): void {
    $info = ['name' => "Somebody with the number $userId", 'avatar' => "https://example.com/avatars/$userId.png"];
    $presence->join($application, $channel, $uniqId, (string)$userId, $info);
    NetBus::topicSubscribe($uniqId, $application->topic($channel), '.');
};
$cpu = static function (): float {
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e3
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e3;
};
/** @return array{float, float} ms of wall and CPU time of one call; what gateways do with it afterwards not counted */
$measure = static function (int $rounds, callable $work) use ($cpu): array {
    $took = [0.0, 0.0];
    for ($round = 0; $round < $rounds; $round++) {
        NetBus::flush();
        [$wall, $used] = [hrtime(true), $cpu()];
        $work($round);
        $took[0] += (hrtime(true) - $wall) / 1e6 / $rounds;
        $took[1] += ($cpu() - $used) / $rounds;
    }
    return $took;
};

printf("%-8s %12s %12s %12s %12s %12s\n", 'members', 'join', 'window', 'leave', 'whisper', 'look');
$uniqIds = $connect(1000);
$guests = $connect(ROUNDS);
foreach ([10, 100, 1000] as $members) {
    $channel = "presence-room.$members";
    foreach (array_slice($uniqIds, 0, $members) as $userId => $uniqId) {
        $join($channel, $uniqId, $userId);
    }
    $figures = [];
    // The last ones who joined are at the topic by then.
    sleep(2);
    $figures['join'] = $measure(ROUNDS, static fn(int $round) => $join($channel, $guests[$round], 10_000 + $round));
    $leave = static function (int $round) use ($presence, $application, $channel, $guests): void {
        NetBus::topicUnsubscribe($guests[$round], $application->topic($channel));
        $presence->leave($application, $channel, $guests[$round]);
    };
    $figures['leave'] = $measure(ROUNDS, $leave);
    $figures['window'] = $measure(ROUNDS, static fn(int $round) => $join($channel, $guests[$round], 0));
    $figures['whisper'] = $measure(
        ROUNDS,
        static fn(int $round) => $presence->userOf($application, $channel, $guests[$round])
    );
    $measure(ROUNDS, $leave);
    sleep(2);
    $reconciler->tick();
    sleep(2);
    $figures['look'] = $measure(1, static fn() => $reconciler->tick());
    $there = count($rooms->read($application, $channel)->connections());
    if ($there !== $members) {
        echo "presence: $there connections are kept, and there are $members\n";
        exit(1);
    }
    $text = array_map(static fn(array $one): string => sprintf('%.2f/%.2f ms', ...$one), $figures);
    printf("%-8d %12s %12s %12s %12s %12s\n", $members, ...array_map(
        static fn(string $name): string => $text[$name],
        ['join', 'window', 'leave', 'whisper', 'look']
    ));
}
foreach ($holders as [$process, $pipes]) {
    fclose($pipes[0]);
    proc_close($process);
}
