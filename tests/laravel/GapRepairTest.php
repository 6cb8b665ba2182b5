<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\Attributes\DataProvider;

/** What becomes of the clients when no process of netsvr:work was registered for a while. */
final class GapRepairTest extends LaravelTestCase
{
    /** Seconds after which a gap has been found, and all is done. */
    private const REPAIRED = 5.0;
    /** The same on a machine that is busy. */
    private const LONGEST = 30.0;

    private DevGate $gateway;
    private Artisan $work;
    private Application $application;
    private array $environment;
    /** @var list<string>|null another PHP than that of the tests */
    private ?array $php = null;

    public function testThoseThatWaitAreGreetedAndThoseThatWereThereBeforeAreDropped(): void
    {
        $this->work();
        [$silent, $asking, $foreign] = [$this->connect(), $this->connect(), $this->connect()];
        $this->say($silent, 'pusher:subscribe', ['channel' => 'news']);
        self::assertSame('pusher_internal:subscription_succeeded', $this->next($silent)['event']);
        // of another application at the same gateway
        NetBus::topicUnsubscribe($foreign->uniqId, $this->application->group($foreign->uniqId));
        NetBus::topicSubscribe($foreign->uniqId, 'laravel:another#07');
        $this->kill();

        $this->say($asking, 'pusher:subscribe', ['channel' => 'nobody-hears-it']);
        [$waiting, $others] = [$this->gateway->client(), $this->gateway->client()];
        NetBus::topicSubscribe($others->uniqId, 'laravel:another#08');
        sleep(1);
        $this->start();
        // after the second in which the process has registered
        sleep(2);
        $late = $this->connect();

        self::assertSame('pusher:connection_established', $this->next($waiting)['event']);
        foreach ([$silent, $asking] as $client) {
            self::assertTrue($this->isDropped($client));
        }
        usleep(1_500_000);
        foreach ([$waiting, $late] as $client) {
            $this->say($client, 'pusher:subscribe', ['channel' => 'news']);
            self::assertSame('pusher_internal:subscription_succeeded', $this->next($client)['event']);
        }
        foreach ([$foreign, $others] as $client) {
            self::assertSame([], $client->receiveAll());
            self::assertFalse($client->isClosed());
        }
        self::assertStringContainsString("no process was registered at {$this->gateway->workerAddr} for a while", $this->project->log());
        self::assertSame(1, substr_count($this->project->log(), 'no process was registered'), $this->project->log());
        $this->stop();
    }

    public function testAmongSeveralApplicationsThoseThatWaitAreDroppedToSayAgainWhoseTheyAre(): void
    {
        $apps = [
            ['id' => 'one', 'key' => 'k1', 'secret' => 's1'],
            ['id' => 'two', 'key' => 'k2', 'secret' => 's2', 'customer_prefix' => 'two:'],
        ];
        file_put_contents("{$this->project->folder}/config/netsvr.php", "<?php return ['worker_addrs' => env('NETSVR_WORKER_ADDRS'),"
            . " 'apps' => " . var_export($apps, true) . '];');
        $this->work();
        $this->kill();
        $waiting = $this->gateway->client('?app_key=k2');
        $this->start();
        self::assertTrue($this->isDropped($waiting));
        sleep(1);
        $this->next($this->gateway->client('?app_key=k2'));
        $this->stop();
    }

    /** @dataProvider others */
    #[DataProvider('others')]
    public function testTheSameOnOtherGatewaysAndApis(string $generation, string $api): void
    {
        $this->php = [...Program::php(), '-d', "netsvr.gateway=$generation", '-d', "netsvr.api=$api"];
        $this->work('', [], $generation);
        $silent = $this->connect();
        $this->kill();
        $waiting = $this->gateway->client();
        sleep(1);
        $this->start();
        self::assertSame('pusher:connection_established', $this->next($waiting)['event']);
        self::assertTrue($this->isDropped($silent));
        $this->say($waiting, 'pusher:subscribe', ['channel' => 'news']);
        self::assertSame('pusher_internal:subscription_succeeded', $this->next($waiting)['event']);
        $this->stop();
    }

    public static function others(): array
    {
        return ['gateway 8' => ['8', '4'], 'gateway 8, API 8' => ['8', '8'], 'gateway 5, API 8' => ['5', '8']];
    }

    public function testAGatewayThatHasBeenRestartedIsLookedAfterAlone(): void
    {
        $restarted = DevGate::start('--gateway', '5');
        $this->work('', [], '5', $restarted);
        $this->work->waitFor('/(register to \S+ ok.*){2}/s');
        sleep(2);
        $client = $this->connect();
        [$websockets, $worker] = [substr($restarted->url, 5, strrpos($restarted->url, '/') - 5), $restarted->workerAddr];
        $restarted->stop();
        $this->work->waitFor('/failed/');
        $restarted = DevGate::startOn($websockets, $worker, '--gateway', '5');
        // before the process has tried again
        $waiting = $restarted->client();
        $this->work->waitFor('/(register to \S+ ok.*){3}/s');
        self::assertSame('pusher:connection_established', $this->next($waiting)['event']);
        $this->areStillThere([$client, $waiting]);
    }

    public function testAnotherProcessGoesOnWhereOneHasDiedThatDroppedClients(): void
    {
        $this->work('', ['NETSVR_GAP_WINDOW' => '5']);
        $clients = [];
        for ($n = 0; $n < 350; $n++) {
            $clients[] = $this->gateway->client();
        }
        foreach ($clients as $client) {
            $this->next($client);
        }
        $this->kill();
        sleep(1);
        $this->start('--processes=2');
        $store = $this->project->app($this->environment)->make('cache')->store()->getStore();
        $key = "netsvr:roster:laravel:{$this->application->id}";
        // 4 seconds for 350
        $deadline = microtime(true) + self::LONGEST;
        do {
            usleep(20_000);
            $gap = $store->get($key)['gaps'][$this->gateway->workerAddr] ?? null;
            self::assertLessThan($deadline, microtime(true), $this->project->log());
        } while (($gap['done'] ?? 0) === 0);
        posix_kill((int)explode(' ', $gap['owner'])[1], SIGKILL);
        $dropped = count(array_filter($clients, static fn(WebSocketClient $client): bool => $client->isClosed()
            || ($client->receiveAll(0.0) === [] && $client->isClosed())));
        self::assertGreaterThan(0, $dropped);
        self::assertLessThan(count($clients), $dropped);
        foreach ($clients as $client) {
            self::assertTrue($this->isDropped($client));
        }
        $this->stop();
    }

    public function testNobodyIsDroppedWhereAnotherProcessWasThere(): void
    {
        $this->work('--processes=2');
        $this->work->waitFor('/(register to \S+ ok.*){2}/s');
        $clients = [$this->connect(), $this->connect(), $this->connect()];
        sleep(5);
        self::assertSame(1, preg_match('/MainSocket#(\d+) register/', $this->work->output(), $found));
        posix_kill((int)$found[1], SIGKILL);
        $this->work->waitFor('/(register to \S+ ok.*){3}/s');
        $this->areStillThere($clients);
    }

    public function testNobodyIsDroppedWhenProcessesAreReplaced(): void
    {
        $this->work('--processes=1');
        $this->work->waitFor('/(Working for .*){2}/s');
        $clients = [$this->connect(), $this->connect(), $this->connect()];
        sleep(4);
        $this->work->signal(SIGHUP);
        $this->work->waitFor('/(Working for .*){4}/s', 40);
        $this->areStillThere($clients);
    }

    public function testNobodyIsDroppedUnlessTheProcessesShareACache(): void
    {
        $this->work('', ['CACHE_DRIVER' => 'array']);
        $client = $this->connect();
        $this->kill();
        $this->start();
        $this->areStillThere([$client]);
        self::assertStringContainsString('WARNING: netsvr: Repairs of gaps need a cache store that all', $this->project->log());
    }

    public function testNobodyIsDroppedUnlessItIsWanted(): void
    {
        $this->work('', ['NETSVR_GAP_REPAIR' => 'false']);
        $client = $this->connect();
        $this->kill();
        $this->start();
        $this->areStillThere([$client]);
    }

    /** @param list<WebSocketClient> $clients */
    private function areStillThere(array $clients): void
    {
        $until = microtime(true) + self::REPAIRED;
        while (microtime(true) < $until) {
            foreach ($clients as $client) {
                $this->say($client, 'pusher:ping', []);
                self::assertSame('pusher:pong', $this->next($client)['event']);
            }
            $this->work->read(0.2);
        }
        $this->stop();
    }

    /** @param array<string, string> $environment */
    private function work(string $option = '', array $environment = [], string $generation = '5', DevGate ...$more): void
    {
        $this->gateway = DevGate::start('--gateway', $generation);
        $gateways = [$this->gateway, ...$more];
        $this->environment = $environment + [
            'NETSVR_WORKER_ADDRS' => implode(',', array_column($gateways, 'workerAddr')),
            'NETSVR_TASK_ADDRS' => implode(',', array_column($gateways, 'taskAddr')),
            'CACHE_DRIVER' => 'file',
            'NETSVR_GAP_WINDOW' => '2',
        ];
        $this->application = $this->project->app($this->environment)->make(Applications::class)->default();
        $this->start($option);
        // The first start comes after a gap, too: nobody was there before..
        sleep(1);
    }

    private function start(string $option = ''): void
    {
        $arguments = array_values(array_filter(['netsvr:work', $option]));
        $this->work = Artisan::start($this->project->folder, $arguments, $this->environment, $this->php);
        $this->work->waitFor('/register to \S+ ok/');
    }

    private function kill(): void
    {
        $this->work->signal(SIGKILL);
        $this->work->wait();
    }

    private function stop(): void
    {
        $this->work->signal(SIGTERM);
        self::assertSame(0, $this->work->wait(40), $this->work->output());
    }

    private function connect(): WebSocketClient
    {
        $client = $this->gateway->client();
        self::assertSame('pusher:connection_established', $this->next($client)['event']);
        return $client;
    }

    /** @param array<string, mixed> $data */
    private function say(WebSocketClient $client, string $event, array $data): void
    {
        $client->send((string)json_encode(['event' => $event, 'data' => $data]));
    }

    /** The next message that is no ping of the server's. @return array<string, mixed> */
    private function next(WebSocketClient $client): array
    {
        do {
            $text = $client->receive(20);
            self::assertNotNull($text, $this->work->output() . $this->project->log());
            $message = json_decode($text, true);
            self::assertIsArray($message, $text);
        } while ($message['event'] === 'pusher:ping');
        return $message;
    }

    /** Waits for the end of a connection. */
    private function isDropped(WebSocketClient $client): bool
    {
        $until = microtime(true) + self::LONGEST;
        while (!$client->isClosed() && microtime(true) < $until) {
            $client->receive(0.1);
        }
        return $client->isClosed();
    }
}
