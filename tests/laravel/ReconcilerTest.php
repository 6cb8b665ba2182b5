<?php
declare(strict_types=1);

use Illuminate\Cache\RedisStore;
use NetsvrBusiness\Laravel\Broadcasting\PresenceRooms;
use NetsvrBusiness\Laravel\Broadcasting\Reconciler;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\PresenceTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\Attributes\DataProvider;

/** Members become equal to what the gateways say, after the end of processes, gateways and the store, too. */
final class ReconcilerTest extends PresenceTestCase
{
    /** Seconds within which everything is right again. */
    private const SOON = 20.0;
    /** It would drop clients that connected while nobody was there, which these tests are not about. */
    private const WITHOUT_GAP_REPAIR = ['NETSVR_GAP_REPAIR' => 'false'];

    /** @dataProvider stores */
    #[DataProvider('stores')]
    public function testWhoHasGoneWithoutAWordIsRemovedAndTheOthersAreTold(string $store): void
    {
        $this->scene($store);
        [$ann, $bob, $bobAgain, $eve] = $this->clients(4);
        $this->join($ann, '1');
        $this->join($bob, '2');
        $this->join($bobAgain, '2');
        $this->join($eve, '3');
        self::assertSame(['here 1', '+2', '+3'], $this->told($ann, 3));
        // no ConnClose is handled here
        $bob->close();
        $eve->close();
        $seconds = $this->waitUntil(fn(): bool => $this->kept() === ['1', '2'], self::SOON, $this->reconciler());
        self::assertGreaterThan(1.5, $seconds, 'who has just joined is given time to come to the topic');
        self::assertSame(['-3'], $this->told($ann, 1));
        $bobAgain->close();
        $this->waitUntil(fn(): bool => $this->kept() === ['1'], self::SOON, $this->reconciler());
        self::assertSame(['-2'], $this->told($ann, 1));
    }

    public function testItCostsLittleWhereAllIsRight(): void
    {
        $this->scene('database');
        $clients = $this->clients(100);
        foreach ($clients as $number => $client) {
            $this->join($client, (string)$number, 'presence-room.' . intdiv($number, 2));
        }
        $tick = $this->reconciler();
        // Until all are at their topics, and have been looked at.
        $last = PHP_INT_MAX;
        for ($began = microtime(true); microtime(true) < $began + 3 || $last > 12 + 64;) {
            self::assertLessThan($began + 60, microtime(true), "$last questions at a time");
            $last = $this->queries($tick) ?: $last;
        }
        $queries = [];
        // On a busy machine it looks once a second.
        for ($until = microtime(true) + 4; microtime(true) < $until;) {
            $queries[] = $this->queries($tick);
        }
        self::assertGreaterThan(0, max($queries));
        // The life of the store, the lease, one read of each share where Laravel reads them one by one; none of the 50 rooms.
        self::assertLessThanOrEqual(12 + 64, max($queries));
    }

    public function testAConnectionAtTheTopicThatNobodyKnowsIsDroppedSoThatItComesBack(): void
    {
        $this->scene('database');
        [$ann, $bob] = $this->clients(2);
        $this->join($ann, '1');
        $tick = $this->reconciler();
        NetBus::topicSubscribe($bob->uniqId, $this->application->topic(self::CHANNEL), '.');
        self::assertSame('.', $bob->receive(20));
        $seconds = $this->waitUntil(static fn(): bool => $bob->isClosed(), self::SOON, $tick);
        self::assertGreaterThan(1.5, $seconds, 'who leaves is a stranger for a moment');
        self::assertFalse($ann->isClosed());
    }

    public function testWhoWaitsForASubscriptionThatItsProcessCouldNotMakeIsDroppedSoThatItComesBack(): void
    {
        $this->scene('database');
        [$ann, $bob] = $this->clients(2);
        $this->join($ann, '1');
        $this->presence()->join($this->application, self::CHANNEL, $bob->uniqId, '2', ['name' => 'user 2']);
        $this->waitUntil(static fn(): bool => $bob->isClosed(), self::SOON, $this->reconciler());
        self::assertSame(['1'], $this->kept());
        self::assertSame(['here 1', '+2', '-2'], $this->told($ann, 3));
    }

    public function testAStoreThatHasLostEverythingLetsAllComeBack(): void
    {
        $this->scene('redis');
        [$ann, $bob] = $this->clients(2);
        $this->join($ann, '1');
        $tick = $this->reconciler();
        $tick();
        $this->app->make('cache')->store()->flush();
        $this->waitUntil(static fn(): bool => $ann->isClosed(), self::SOON, $tick);

        // and where nobody of those who knew lives any more
        $this->join($bob, '2');
        $this->app->make('cache')->store()->flush();
        $this->waitUntil(static fn(): bool => $bob->isClosed(), self::SOON, $this->reconciler());
    }

    /** @dataProvider deaths */
    #[DataProvider('deaths')]
    public function testNewsThatAProcessWasToTellBeforeItsEndAreTold(string $key, array $told): void
    {
        $this->scene('redis');
        [$ann, $bob] = $this->clients(2);
        $this->join($ann, '1');
        $this->join($bob, '2');
        self::assertSame(['here 1', '+2'], $this->told($ann, 2));
        NetBus::topicUnsubscribe($bob->uniqId, $this->application->topic(self::CHANNEL));
        // A store whose process ends right after a certain write: nothing is told then.
        $this->app->make('cache')->extend('mortal', fn($app) => $app->make('cache')->repository(
            new class ($app['redis'], 'test', 'default', $key) extends RedisStore {
                public function __construct($redis, $prefix, $connection, private string $last)
                {
                    parent::__construct($redis, $prefix, $connection);
                }

                public function forever($key, $value)
                {
                    $kept = parent::forever($key, $value);
                    if (preg_match($this->last, $key) === 1) {
                        throw new Error('the end');
                    }
                    return $kept;
                }
            }
        ));
        $this->app->make('config')->set(['cache.stores.mortal' => ['driver' => 'mortal'], 'netsvr.presence.store' => 'mortal']);
        try {
            $this->presence()->leave($this->application, self::CHANNEL, $bob->uniqId);
            self::fail('it lives');
        } catch (Error $error) {
            self::assertSame('the end', $error->getMessage());
        }
        self::assertSame([], $this->told($ann));
        $this->app->make('config')->set('netsvr.presence.store', null);
        $this->waitUntil(fn(): bool => $this->kept() === ['1'] && $this->news() === [], self::SOON, $this->reconciler());
        self::assertSame($told, $this->told($ann, count($told)));
    }

    public static function deaths(): array
    {
        return [
            'between the two writes' => ['~^netsvr:presence:[^:]+:\d+$~', ['-2']],
            'before it tells' => ['~^netsvr:presence:[0-9a-f]{32}$~', ['-2']],
        ];
    }

    public function testClientsOfAGatewayThatDoesNotAnswerStayForTheGraceAndComeBackWithIt(): void
    {
        $this->scene('redis', 2, ['NETSVR_SEND_RECEIVE_TIMEOUT' => '1', 'NETSVR_CONNECT_TIMEOUT' => '1']);
        [$one, $two] = $this->gateways;
        [$ann, $bob] = [$one->client(), $two->client()];
        $this->join($ann, '1');
        $this->join($bob, '2');
        self::assertSame(['here 1', '+2'], $this->told($ann, 2));
        $tick = $this->reconciler();
        $tick();
        $two->suspend();
        $silent = microtime(true);
        $this->waitUntil(fn(): bool => $this->kept() === ['1'], 2 * self::SOON, $tick);
        self::assertGreaterThan(3.0, microtime(true) - $silent, 'the grace');
        self::assertSame(['-2'], $this->told($ann, 1));
        // It comes back with the same clients, whom nobody knows any more.
        $two->resume();
        $this->waitUntil(static fn(): bool => $bob->isClosed(), 20, $tick);
        self::assertFalse($ann->isClosed());
    }

    public function testNobodyIsRemovedWhenNoGatewayAnswers(): void
    {
        $this->scene('redis', 1, ['NETSVR_SEND_RECEIVE_TIMEOUT' => '1', 'NETSVR_CONNECT_TIMEOUT' => '1']);
        [$ann] = $this->clients(1);
        $this->join($ann, '1');
        $tick = $this->reconciler();
        $this->gateways[0]->suspend();
        $until = microtime(true) + 5;
        while (microtime(true) < $until) {
            $tick();
            usleep(100_000);
        }
        self::assertSame(['1'], $this->kept());
        $this->gateways[0]->resume();
        sleep(1);
        $tick();
        self::assertSame(['1'], $this->kept());
        self::assertFalse($ann->isClosed());
    }

    public function testOneProcessDoesItAndAnotherTakesOverWhenThatEnds(): void
    {
        $this->scene('redis');
        [$first, $second] = [$this->reconciler(), $this->reconciler()];
        [$ann, $bob] = $this->clients(2);
        $this->join($ann, '1');
        $this->join($bob, '2');
        $leader = fn(): ?string => $this->app->make('cache')->get("netsvr:presence:{$this->application->id}:leader");
        $first();
        $owner = $leader();
        self::assertNotNull($owner);
        $second();
        self::assertSame($owner, $leader());
        // The first one ends now, and with it news of Bob.
        $bob->close();
        $this->waitUntil(fn(): bool => $this->kept() === ['1'], self::SOON, $second);
        self::assertNotSame($owner, $leader());
    }

    /** @dataProvider worlds */
    #[DataProvider('worlds')]
    public function testAWorkerThatIsKilledAndAnotherOneMakeNobodyStay(string $store, string $api, string $gateway): void
    {
        $this->scene($store, 2, self::WITHOUT_GAP_REPAIR, '--gateway', $gateway);
        $work = $this->work($api, $gateway);
        [$ann, $bob] = [$this->visitor($this->gateways[0], '1'), $this->visitor($this->gateways[1], '2')];
        $this->waitUntil(fn(): bool => $this->kept() === ['1', '2'], self::SOON);
        $work->signal(SIGKILL);
        $work->wait();
        // Nobody hears of it.
        $bob->close();
        usleep(300_000);
        $began = microtime(true);
        $work = $this->work($api, $gateway);
        $this->waitUntil(fn(): bool => $this->kept() === ['1'], self::SOON);
        self::assertLessThan(self::SOON, microtime(true) - $began);
        do {
            self::assertNotNull($text = $ann->receive(self::SOON), $work->output());
        } while (!str_contains($text, 'member_removed'));
        $work->signal(SIGTERM);
        self::assertSame(0, $work->wait(), $work->output());
    }

    public static function worlds(): array
    {
        return [
            'Redis' => ['redis', '4', '5'],
            'database' => ['database', '4', '5'],
            'API 8, gateway 8.x' => ['redis', '8', '8'],
            'API 4, gateway 8.x' => ['redis', '4', '8'],
        ];
    }

    public function testAGatewayThatIsKilledAndStartedAgainHasOnlyThoseWhoCameBack(): void
    {
        $this->scene('redis', 1, self::WITHOUT_GAP_REPAIR);
        $work = $this->work();
        $clients = [$this->visitor($this->gateways[0], '1'), $this->visitor($this->gateways[0], '2')];
        $this->waitUntil(fn(): bool => $this->kept() === ['1', '2'], self::SOON);
        sleep(2);
        $this->gateways[0]->restart();
        $this->waitUntil(static fn(): bool => $clients[0]->isClosed() && $clients[1]->isClosed(), self::SOON);
        $work->waitFor('/(register to \S+ ok.*){2}/s');
        $ann = $this->visitor($this->gateways[0], '1', $texts);
        // At once, whatever the store still has.
        self::assertSame(['1'], json_decode(json_decode(end($texts), true)['data'], true)['presence']['ids']);
        $this->waitUntil(fn(): bool => $this->kept() === ['1'], self::SOON);
        self::assertFalse($ann->isClosed());
    }

    /** @return list<WebSocketClient> */
    private function clients(int $number): array
    {
        return array_map(fn(): WebSocketClient => $this->gateways[0]->client(), range(1, $number));
    }

    /** What one process of netsvr:work does once a second. */
    private function reconciler(): Closure
    {
        $reconciler = $this->app->make(Reconciler::class);
        return static function () use ($reconciler): void {
            $reconciler->tick();
            usleep(100_000);
        };
    }

    /** How many questions to the database something costs. */
    private function queries(callable $work): int
    {
        $queries = 0;
        $count = true;
        Illuminate\Support\Facades\DB::listen(static function () use (&$queries, &$count): void {
            $queries += (int)$count;
        });
        $work();
        $count = false;
        return $queries;
    }

    /** @return list<mixed> what is still to be told in the channel */
    private function news(): array
    {
        return $this->app->make(PresenceRooms::class)->index($this->application)[self::CHANNEL]['news'] ?? [];
    }

    private function work(string $api = '4', string $gateway = '5'): Artisan
    {
        $php = Program::php();
        array_push($php, '-d', "netsvr.api=$api", '-d', "netsvr.gateway=$gateway");
        if ($api === '4' && $gateway === '8') {
            $tasks = array_map(
                static fn(DevGate $one): string => "$one->workerAddr=$one->taskAddr",
                $this->gateways
            );
            array_push($php, '-d', 'netsvr.task_addrs="' . implode(',', $tasks) . '"');
        }
        $work = Artisan::start($this->project->folder, ['netsvr:work'], $this->environment, $php);
        $work->waitFor(sprintf('/(register to \S+ ok.*){%d}/s', count($this->gateways)));
        return $work;
    }

    /** A client that has subscribed as pusher-js does. @param list<string> $texts what it has been sent */
    private function visitor(DevGate $gateway, string $userId, ?array &$texts = null): WebSocketClient
    {
        $client = $gateway->client();
        $texts = [(string)$client->receive(20)];
        $socketId = json_decode(json_decode($texts[0], true)['data'], true)['socket_id'];
        $channelData = json_encode(['user_id' => $userId, 'user_info' => ['name' => "user $userId"]]);
        $client->send((string)json_encode(['event' => 'pusher:subscribe', 'data' => [
            'channel' => self::CHANNEL,
            'auth' => $this->application->signChannel($socketId, self::CHANNEL, $channelData),
            'channel_data' => $channelData,
        ]]));
        $texts[] = (string)$client->receive(20);
        self::assertStringContainsString('pusher_internal:subscription_succeeded', $texts[1], $this->project->log());
        return $client;
    }
}
