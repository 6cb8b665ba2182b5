<?php
/*
 * The Composer library in Laravel. Started by netsvr-bench with tests/support/laravel-php.sh:
 * laravel.php events | laravel.php broadcasts <worker address> | laravel.php others <worker address> <subscribers>.
 * The loops hold nothing but what is measured.
 */
declare(strict_types=1);

use Illuminate\Broadcasting\BroadcastManager;
use Illuminate\Foundation\Application as Laravel;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\PusherHandler;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\Laravel\Broadcasting\Subscribers;
use NetsvrBusiness\Laravel\Work\ApplicationState;
use NetsvrBusiness\Laravel\Work\HandlerFactory;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\Project;
use function NetsvrBench\cpu;
use function NetsvrBench\fail;
use function NetsvrBench\serve;

require dirname(__DIR__, 2) . '/tests/laravel/autoload.php';
require __DIR__ . '/driver.php';


/** The application of the topics that netsvr-bench gives devgate. */
const ID = 'bench';

/**
 * What a client does between coming and going, and what each of its events calls of the handler.
 *
 * @return list<array{string, ConnOpen|Transfer|ConnClose}>
 */
function life(Laravel $laravel): array
{
    $application = $laravel->make(Applications::class)->default();
    $uniqId = '7f00000117ae66000000000001';
    $socketId = SocketId::of($uniqId);
    $topics = [$application->group($uniqId), $application->topic('news'), $application->topic('private-orders.7')];
    $says = static fn(string $event, array $data): Transfer => (new Transfer())
        ->setUniqId($uniqId)
        ->setTopics($topics)
        ->setData(json_encode(['event' => $event, 'data' => $data]));
    return [
        ['onOpen', (new ConnOpen())->setUniqId($uniqId)->setRawQuery('protocol=7&client=js&version=8.4.0&flash=false')],
        ['onMessage', $says('pusher:subscribe', ['auth' => '', 'channel' => 'news'])],
        ['onMessage', $says('pusher:subscribe', [
            'auth' => $application->signChannel($socketId, 'private-orders.7'),
            'channel' => 'private-orders.7',
        ])],
        ['onMessage', $says('pusher:ping', [])],
        ['onMessage', $says('pusher:unsubscribe', ['channel' => 'news'])],
        ['onClose', (new ConnClose())->setUniqId($uniqId)->setTopics($topics)],
    ];
}

/** Events in turn, each for a handler made anew, as netsvr:work does it. */
function events(Laravel $laravel): array
{
    // each event calls NetBus but the last one
    $fake = NetBusFake::start();
    foreach (life($laravel) as [$method, $event]) {
        $laravel->make(PusherHandler::class)->$method($event);
    }
    if (count($fake->sent()) !== 5) {
        fail('the handler has not answered each event: ' . count($fake->sent()) . ' frames');
    }
    NetBusFake::start(record: false);
    $handlers = new HandlerFactory($laravel, PusherHandler::class);
    $state = new ApplicationState($laravel, static fn(Throwable $thrown) => fail((string)$thrown));
    $life = life($laravel);
    $handle = static function (int $calls, Closure $between) use ($handlers, $life): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            [$method, $event] = $life[$i % count($life)];
            $handlers->make()->$method($event);
            $between();
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    };
    return [
        'event' => static fn(int $calls): array => $handle($calls, static function (): void {
        }),
        'reset' => static fn(int $calls): array => $handle($calls, static fn() => $state->reset(EventInterface::class, false)),
    ];
}

function broadcasts(Laravel $laravel): array
{
    $connections = $laravel->make(BroadcastManager::class);
    $payload = [
        'order' => ['id' => 7, 'state' => 'shipped', 'items' => [['sku' => 'A-17', 'count' => 2], ['sku' => 'B-4', 'count' => 1]]],
        'customer' => ['id' => 4711, 'name' => 'Ann Example'],
        'at' => '2026-11-30T07:23:50+00:00',
    ];
    $broadcast = static fn(string $connection): Closure => static function (int $calls) use ($connections, $connection, $payload): array {
        $broadcaster = $connections->connection($connection);
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            $broadcaster->broadcast(['private-orders.7'], 'OrderShipped', $payload);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    };
    $topic = $laravel->make(Applications::class)->default()->topic('private-orders.7');
    return [
        'netsvr' => $broadcast('netsvr'),
        'null' => $broadcast('null'),
        'publish' => static function (int $calls) use ($topic, $payload): array {
            [$cpu, $wall] = [cpu(), hrtime(true)];
            for ($i = 0; $i < $calls; $i++) {
                NetBus::topicPublish($topic, json_encode($payload));
            }
            return [cpu() - $cpu, hrtime(true) - $wall];
        },
    ];
}

/** To all of a topic's subscribers, and to all but the first. */
function others(Laravel $laravel, int $subscribers): array
{
    $channel = "crowd.$subscribers";
    $topic = $laravel->make(Applications::class)->default()->topic($channel);
    $uniqIds = Subscribers::of($topic);
    if (count($uniqIds) !== $subscribers) {
        fail("$topic has " . count($uniqIds) . ' subscribers');
    }
    $broadcaster = $laravel->make(BroadcastManager::class)->connection('netsvr');
    $broadcast = static function (int $calls, array $payload) use ($broadcaster, $channel): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            $broadcaster->broadcast([$channel], 'OrderShipped', $payload);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    };
    return [
        'others' => static fn(int $calls): array => $broadcast($calls, ['id' => 7, 'socket' => SocketId::of($uniqIds[0])]),
        'all' => static fn(int $calls): array => $broadcast($calls, ['id' => 7]),
    ];
}

$project = new Project();
$laravel = $project->app([
    'NETSVR_APP_ID' => ID,
    'NETSVR_APP_KEY' => 'key',
    'NETSVR_APP_SECRET' => 'secret',
    'NETSVR_WORKER_ADDRS' => $argv[2] ?? '127.0.0.1:6061',
    // what a devgate with 100,000 subscribers takes on a busy machine
    'NETSVR_SEND_RECEIVE_TIMEOUT' => '30',
]);
serve(match ($argv[1]) {
    'events' => events($laravel),
    'broadcasts' => broadcasts($laravel),
    'others' => others($laravel, (int)$argv[3]),
});
