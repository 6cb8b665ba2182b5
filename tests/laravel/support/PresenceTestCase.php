<?php
/*
 * What the tests of presence channels share: a store, gateways, an application, and clients that note who is there as
 * pusher-js does.
 */
declare(strict_types=1);

namespace NetsvrTests\Laravel;

use Illuminate\Database\Schema\Blueprint;
use Illuminate\Foundation\Application as Laravel;
use Illuminate\Support\Facades\Schema;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Joined;
use NetsvrBusiness\Laravel\Broadcasting\Presence;
use NetsvrBusiness\Laravel\Broadcasting\PresenceRooms;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Support\WebSocketClient;

abstract class PresenceTestCase extends LaravelTestCase
{
    protected const CHANNEL = 'presence-room.1';
    private const FENCE = 'all that has been said before is there';

    /** @var list<DevGate> */
    protected array $gateways = [];
    /** @var array<string, string> */
    protected array $environment = [];
    protected Laravel $app;
    protected Application $application;
    private ?RedisServer $redis = null;

    public static function stores(): array
    {
        return ['Redis' => ['redis'], 'database' => ['database']];
    }

    /**
     * An application whose members live in that store, and gateways.
     *
     * @param array<string, string> $environment
     * @param string ...$flags of the gateways
     */
    protected function scene(string $store, int $gateways = 1, array $environment = [], string ...$flags): void
    {
        for ($gateway = 0; $gateway < $gateways; $gateway++) {
            $this->gateways[] = DevGate::start(...$flags);
        }
        $addresses = array_map(static fn(DevGate $gateway): string => $gateway->workerAddr, $this->gateways);
        $taskAddresses = array_map(static fn(DevGate $gateway): string => $gateway->taskAddr, $this->gateways);
        $this->environment = $environment + [
            'NETSVR_WORKER_ADDRS' => implode(',', $addresses),
            'NETSVR_TASK_ADDRS' => implode(',', $taskAddresses),
            'CACHE_DRIVER' => $store,
        ];
        if ($store === 'redis') {
            if (!RedisServer::isAvailable()) {
                self::markTestSkipped('no redis-server, or no extension redis in this PHP');
            }
            $this->redis = new RedisServer();
            $this->environment['TEST_REDIS'] = $this->redis->socket;
        } else {
            touch("{$this->project->folder}/storage/database.sqlite");
        }
        $this->app = $this->project->app($this->environment);
        $this->application = $this->app->make(Applications::class)->default();
        if ($store === 'database') {
            // as Laravel's own migration makes them
            Schema::create('cache', static function (Blueprint $table): void {
                $table->string('key')->primary();
                $table->mediumText('value');
                $table->integer('expiration');
            });
            Schema::create('cache_locks', static function (Blueprint $table): void {
                $table->string('key')->primary();
                $table->string('owner');
                $table->integer('expiration');
            });
        }
    }

    protected function tearDown(): void
    {
        unset($this->app, $this->application);
        parent::tearDown();
        $this->gateways = [];
        $this->redis?->stop();
    }

    protected function presence(): Presence
    {
        return $this->app->make(Presence::class);
    }

    /** As netsvr:work does it when a client subscribes. */
    protected function join(WebSocketClient $client, string $userId, string $channel = self::CHANNEL): Joined
    {
        $joined = $this->presence()->join($this->application, $channel, $client->uniqId, $userId, ['name' => "user $userId"]);
        NetBus::topicSubscribe($client->uniqId, $this->application->topic($channel), json_encode(['here' => $joined->members()]));
        return $joined;
    }

    /** As netsvr:work does it when a client unsubscribes. */
    protected function leave(WebSocketClient $client, string $channel = self::CHANNEL): ?string
    {
        NetBus::topicUnsubscribe($client->uniqId, $this->application->topic($channel));
        return $this->presence()->leave($this->application, $channel, $client->uniqId);
    }

    /** @return list<string> user ids, sorted */
    protected function kept(string $channel = self::CHANNEL): array
    {
        $room = $this->app->make(PresenceRooms::class)->read($this->application, $channel);
        $members = array_map(strval(...), array_keys($room->users()));
        sort($members);
        return $members;
    }

    /**
     * What a client has been told since, one word for each message: `here 1 2`, `+3`, `-1`.
     *
     * @return list<string>
     */
    protected function told(WebSocketClient $client): array
    {
        $told = $texts = [];
        // What has been sent from here is there before this.
        NetBus::singleCast($client->uniqId, self::FENCE);
        while (($text = $client->receive(20)) !== self::FENCE) {
            self::assertNotNull($text, 'the client is not told any more');
            $texts[] = $text;
        }
        foreach ([...$texts, ...$client->receiveAll(0.15)] as $text) {
            $message = json_decode($text, true);
            if (isset($message['here'])) {
                $told[] = 'here ' . implode(' ', array_keys($message['here']));
                continue;
            }
            self::assertSame(self::CHANNEL, $message['channel']);
            $data = json_decode($message['data'], true);
            self::assertIsString($data['user_id']);
            if ($message['event'] === 'pusher_internal:member_added') {
                self::assertSame(['name' => "user {$data['user_id']}"], $data['user_info']);
                $told[] = "+{$data['user_id']}";
            } else {
                self::assertSame('pusher_internal:member_removed', $message['event']);
                self::assertSame(['user_id'], array_keys($data));
                $told[] = "-{$data['user_id']}";
            }
        }
        return $told;
    }

    /** Waits for something, at most so long; how many seconds it took. */
    protected function waitUntil(callable $isSo, float $seconds, ?callable $meanwhile = null): float
    {
        $began = microtime(true);
        while (!$isSo()) {
            self::assertLessThan($seconds, microtime(true) - $began, 'it has not come about in time');
            $meanwhile === null || $meanwhile();
            usleep(20_000);
        }
        return microtime(true) - $began;
    }
}
