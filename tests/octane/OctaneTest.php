<?php
declare(strict_types=1);

use NetsvrTests\Octane\Project;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\TestCase;

/**
 * An application under `php artisan octane:start --server=swoole`: OCTANE_DIR is a Laravel application, 11 or newer, with
 * laravel/octane in its vendor/, SWOOLE_SO a swoole.so for this PHP. Times are bounded generously: what they tell apart is
 * seconds.
 */
final class OctaneTest extends TestCase
{
    protected function setUp(): void
    {
        if (Project::missing() !== null) {
            self::markTestSkipped(Project::missing());
        }
    }

    public function testWhatRequestsAndTasksSendReachesTheClients(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'TEST_CHANNELS' => '1', 'TEST_TICK' => '1']);
        $work = $project->run('netsvr:work', '-v');
        $work->waitFor('/register to \S+ ok/');
        // Who comes within the second of the registration may be one who came before it.
        sleep(1);
        $project->start('--workers=2', '--task-workers=1');
        $client = $gateway->client();
        $socketId = self::event($client, 'pusher:connection_established')['socket_id'];
        self::subscribe($client, ['channel' => 'orders']);
        // Nobody is who the last request of the worker was.
        foreach ([1, 2, 3] as $attempt) {
            self::assertStringContainsString('Forbidden', (string)$project->get("/broadcasting/auth?channel_name=private-orders.7&socket_id=$socketId&user=8"));
            $auth = $project->get("/broadcasting/auth?channel_name=private-orders.7&socket_id=$socketId&user=7");
            self::assertSame('{"user_id":"7"}', $auth['channel_data'] ?? '', $project->said());
            self::assertStringContainsString('Forbidden', (string)$project->get("/broadcasting/auth?channel_name=private-orders.7&socket_id=$socketId"));
            self::assertNull($project->get('/me')['user']);
        }
        self::subscribe($client, ['channel' => 'private-orders.7'] + $auth);

        foreach ([1, 2, 3] as $order) {
            $project->get("/push?to=$client->uniqId&text=here+$order");
            self::assertSame("here $order", self::other($client));
            $project->get("/broadcast?order=$order");
            self::assertSame(['order' => "$order"], self::event($client, App\Paid::class));
            $project->get("/on?channel=private-orders.7&text=$order");
            self::assertSame(['text' => "$order"], self::event($client, 'said'));
            // The customerId that the subscription to the private channel has given it.
            $project->get("/notify?user=7&order=$order");
            self::assertSame("shipped $order", self::other($client));
            $other = ['X-Socket-ID' => '1.1'];
            $project->get("/others?order=$order", headers: ['X-Socket-ID' => $socketId]);
            $project->get("/others?order=9$order", headers: $other);
            self::assertSame(['order' => "9$order"], self::event($client, App\Paid::class));
        }
        // Two tasks of one request, in the task worker.
        [[$pid, $count], $second] = $project->get('/concurrently');
        self::assertSame([[$pid, $count], 1], [$second, $count]);
        self::assertContains($pid, $project->workers());
        // Octane::tick() runs there, too.
        self::assertSame('tick', self::other($client, true));

        self::assertStringContainsString('Octane server is running.', $project->artisan('octane:status')[1]);
        self::assertMatchesRegularExpression("~$gateway->workerAddr +\\| yes~", $project->artisan('netsvr:status')[1]);
        self::assertStringContainsString('Application up', (string)$project->get('/up'));
        // Requests that follow each other may all go to the same worker.
        $project->getAll(array_fill(0, 20, '/count'));
        self::assertSame(2 + 1, $project->connections($gateway->workerAddr));
        $work->signal(SIGTERM);
        self::assertSame(0, $work->wait());
    }

    public function testEveryAnswerBelongsToItsRequest(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->start('--workers=2', '--task-workers=1');
        $clients = array_map(static fn() => $gateway->client(), range(1, 10));
        $paths = [];
        foreach (range(0, 399) as $number) {
            $id = $clients[$number % 10]->uniqId;
            // Every third one is nobody.
            $paths[] = '/online?id=' . ($number % 3 === 0 ? strrev($id) : $id);
        }
        $answers = $project->getAll($paths, 40);
        foreach ($answers as $number => $answer) {
            self::assertSame($paths[$number], "/online?id={$answer['asked']}");
            self::assertSame($number % 3 !== 0, str_contains((string)json_encode($answer['online']), $answer['asked']));
        }
        self::assertCount(2, array_unique(array_column($answers, 'pid')));
        self::assertSame(2, $project->connections($gateway->workerAddr));
        // A worker adds its figures to those of all when it sends, at most once a second.
        usleep(1_100_000);
        $project->getAll(array_fill(0, 20, '/count'));
        [$figures] = $project->get('/pool');
        self::assertSame(2, $figures['processes']);
        self::assertGreaterThanOrEqual(400, $figures['requests']);
    }

    public function testAReloadLosesNothingAndSendsNothingTwice(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->start('--workers=2', '--task-workers=1');
        $client = $gateway->client();
        $before = $project->workers();
        $paths = array_map(static fn(int $number): string => "/push?to=$client->uniqId&text=$number", range(1, 600));
        $answers = $project->getAll($paths, 10, static function (int $count) use ($project): void {
            $count === 200 && self::assertSame(0, $project->artisan('octane:reload')[0]);
        });
        self::assertCount(600, array_column($answers, 'pid'), $project->said());
        self::assertGreaterThan(2, count(array_unique(array_column($answers, 'pid'))));
        self::assertSame(range(1, 600), self::numbers($client, 600));
        self::eventually(static fn(): bool => array_intersect($before, $project->workers()) === []);
        self::assertSame(2, $project->connections($gateway->workerAddr));
    }

    public function testWorkersThatAreReplacedLeaveNoConnections(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->start('--workers=2', '--task-workers=1', '--max-requests=50');
        $client = $gateway->client();
        $paths = array_map(static fn(int $number): string => "/push?to=$client->uniqId&text=$number", range(1, 400));
        $most = 0;
        $answers = $project->getAll($paths, 10, static function (int $count) use ($project, $gateway, &$most): void {
            $most = $count % 20 === 0 ? max($most, $project->connections($gateway->workerAddr)) : $most;
        });
        self::assertCount(400, array_column($answers, 'pid'), $project->said());
        self::assertGreaterThanOrEqual(5, count(array_unique(array_column($answers, 'pid'))));
        self::assertLessThanOrEqual(2, $most);
        self::assertSame(range(1, 400), self::numbers($client, 400));
        $project->stop();
        self::eventually(static fn(): bool => !str_contains(
            (string)file_get_contents('/proc/net/tcp'),
            sprintf(':%04X 01 ', (int)explode(':', $gateway->workerAddr)[1])
        ));
    }

    public function testABroadcastFailsForItsOwnReasonInEveryRequest(): void
    {
        $gateway = DevGate::start();
        $gone = Port::hold();
        // Without channels the driver is made in the first request, and kept for the next.
        $project = new Project(['NETSVR_WORKER_ADDRS' => "$gateway->workerAddr,$gone", 'APP_DEBUG' => 'false']);
        $project->start('--workers=1', '--task-workers=1');
        foreach ([1, 2, 3] as $order) {
            self::assertIsArray($project->get("/broadcast?order=$order"), $project->said());
            self::assertIsArray($project->get("/on?channel=cache-news&text=$order"), $project->said());
        }
        self::assertSame(6, substr_count($project->said(), 'did not reach 1 of 2 gateways'), $project->said());
        $gateway->stop();
        self::assertSame('Server Error', self::title($project->get('/broadcast?order=4')));
        self::assertStringContainsString('netsvr error: the event App\Paid on orders did not reach 2 of 2 gateways', $project->said());
        self::assertStringContainsString('experiencing problems', $project->get('/up'));
    }

    public function testTheSocketsBelongToTheWorker(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->start('--workers=1', '--task-workers=1', '--max-requests=5000');
        $first = $project->get('/container');
        self::assertSame($first['ofNetBus'], $first['sockets']);
        self::assertFalse($first['isOfTheRequest']);
        self::assertSame([$first, $first], $project->getAll(['/container', '/container']));

        $client = $gateway->client();
        // No notification: each one leaves a listener in Laravel 12 and 13 (NotificationSender::__construct()).
        $paths = ["/push?to=$client->uniqId&text=1", '/count', '/broadcast?order=1', '/on?channel=news&text=1', '/others?order=2'];
        $project->getAll(array_merge(...array_fill(0, 20, $paths)));
        $before = $project->get('/memory');
        $project->getAll(array_merge(...array_fill(0, 100, $paths)));
        $after = $project->get('/memory');
        self::assertLessThan(30_000, $after['memory'] - $before['memory']);
        self::assertSame($before['descriptors'], $after['descriptors']);
    }

    public function testAGatewayThatIsRestartedIsFoundAgain(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'APP_DEBUG' => 'false']);
        $project->start('--workers=2', '--task-workers=1');
        $answers = $project->getAll(array_fill(0, 200, '/count'), 10, static function (int $count) use ($gateway): void {
            $count === 50 && $gateway->kill();
            $count === 70 && $gateway->restart();
        });
        self::assertGreaterThanOrEqual(50, count(array_column($answers, 'count')));
        self::eventually(static fn(): bool => is_array($project->get('/count')));
        self::assertCount(20, array_column($project->getAll(array_fill(0, 20, '/count'), 10), 'count'), $project->said());
        self::assertSame(2, $project->connections($gateway->workerAddr));
    }

    public function testAGatewayThatHangsHoldsUpOnlyTheWorkerThatAsksIt(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_SEND_RECEIVE_TIMEOUT' => '4', 'APP_DEBUG' => 'false']);
        $project->start('--workers=2', '--task-workers=1');
        $project->getAll(array_fill(0, 6, '/count'), 2);
        $gateway->suspend();
        $start = microtime(true);
        $asked = $project->ask('/count');
        usleep(300_000);
        // Swoole deals requests to the workers in turn: those of the one that waits wait with it.
        $times = [];
        $project->getAll(array_fill(0, 6, '/pid'), 6, static function () use (&$times, $start): void {
            $times[] = microtime(true) - $start;
        });
        self::assertLessThan(3, $times[0]);
        self::assertLessThan(12, max($times));
        self::assertSame('Server Error', self::title((string)Project::answer($asked)));
        // Messages wait for nobody.
        $start = microtime(true);
        self::assertIsArray($project->get('/push?to=' . str_repeat('0', 28) . '&text=1'));
        self::assertLessThan(3, microtime(true) - $start);
        $gateway->resume();
    }

    public function testWhatGoesWrongInARequestLeavesTheWorkerAsItWas(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->start('--workers=1', '--task-workers=1');
        $client = $gateway->client();
        $pid = $project->get('/pid')['pid'];
        self::assertStringContainsString('away', $project->get('/throw'));
        self::assertSame('before', $client->receive(5));
        self::assertStringContainsString('array:1', $project->get('/dd'));
        self::assertStringContainsString('ExitException', $project->get('/exit'));
        self::assertSame(['count' => 1, 'pid' => $pid], $project->get('/count'), $project->said());
        [, [$flushed]] = $project->get('/flush');
        self::assertSame([$gateway->workerAddr, 1, 0], [$flushed['workerAddr'], $flushed['confirmed'], $flushed['unconfirmed']]);
        // A setting is the worker's from then on, and goes with it; those of .env are read when a worker starts.
        $settings = $project->get('/ini');
        $project->get('/ini?set=throw');
        $project->get('/broadcast?order=1');
        self::assertSame(array_replace($settings, ['on_send_failure' => 'throw']), $project->get('/ini'));
        file_put_contents("$project->folder/.env", "NETSVR_INI_TEXT_CHECK=warn\n");
        self::assertSame(0, $project->artisan('octane:reload')[0]);
        self::eventually(static fn(): bool => $project->get('/ini') === array_replace($settings, ['text_check' => 'warn']));
        $project->get('/count');
        self::assertSame(1, $project->connections($gateway->workerAddr));
    }

    public function testWhatARequestHasSentIsConfirmedWhenItIsOver(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_INI_CONFIRM' => 'request']);
        $project->start('--workers=1', '--task-workers=1');
        $client = $gateway->client();
        foreach (range(1, 20) as $number) {
            $project->get("/push?to=$client->uniqId&text=$number");
        }
        self::assertSame(range(1, 20), self::numbers($client, 20));
        self::assertStringNotContainsString('has not confirmed', $project->said());
        $gateway->suspend();
        $project->get("/push?to=$client->uniqId&text=21");
        self::eventually(static fn(): bool => str_contains(
            $project->said(),
            "ERROR: netsvr: $gateway->workerAddr has not confirmed 1 frames of this request: "
        ));
        $gateway->resume();
    }

    /** @return array<string, mixed> the data of the next event of this name */
    private static function event(WebSocketClient $client, string $name): array
    {
        while (($text = $client->receive(20)) !== null) {
            $event = json_decode($text, true);
            if (is_array($event) && $event['event'] === $name) {
                return is_string($event['data']) ? json_decode($event['data'], true) : $event['data'];
            }
        }
        self::fail("no event $name came");
    }

    /** The next message that is no event; those of ticks are left out unless they are wanted. */
    private static function other(WebSocketClient $client, bool $ticks = false): string
    {
        while (($text = $client->receive(20)) !== null) {
            if ($text[0] !== '{' && ($ticks || $text !== 'tick')) {
                return $text;
            }
        }
        self::fail('no message came');
    }

    /** @param array<string, string> $data */
    private static function subscribe(WebSocketClient $client, array $data): void
    {
        $client->send((string)json_encode(['event' => 'pusher:subscribe', 'data' => $data]));
        self::event($client, 'pusher_internal:subscription_succeeded');
    }

    /** @return list<int> */
    private static function numbers(WebSocketClient $client, int $atLeast): array
    {
        $numbers = array_map(intval(...), $client->receiveAll(0.5, $atLeast));
        sort($numbers);
        return $numbers;
    }

    private static function title(string $page): string
    {
        return preg_match('~<title>(.*?)</title>~', $page, $found) === 1 ? $found[1] : $page;
    }

    private static function eventually(callable $holds, float $seconds = 20.0): void
    {
        for ($deadline = microtime(true) + $seconds; !$holds(); usleep(50_000)) {
            self::assertLessThan($deadline, microtime(true), 'it does not come to pass');
        }
    }
}
