<?php
declare(strict_types=1);

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\WebSocketClient;
use NetsvrTests\Symfony\Project;
use PHPUnit\Framework\TestCase;

/** What docs/symfony.md tells its reader to paste, in a project with Debian's Symfony, or that of SYMFONY_DIR. */
final class SymfonyTest extends TestCase
{
    public static function pages(): array
    {
        return ['English' => ['docs/symfony.md'], 'Chinese' => ['docs/symfony.zh-CN.md']];
    }

    public static function generations(): array
    {
        return ['gateway 5.x' => ['5'], 'gateway 8.x' => ['8']];
    }

    /** @dataProvider pages */
    public function testTheContainerIsWhole(string $page): void
    {
        $project = new Project($page);
        foreach (['prod', 'dev', 'test'] as $environment) {
            $project->environment['APP_ENV'] = $environment;
            $lint = $project->console('lint:container');
            self::assertSame(0, $lint->wait(), $lint->output());
        }
        $services = $project->console('debug:container', 'NetsvrBusiness\Contract\TaskSocketMangerInterface');
        self::assertSame(0, $services->wait(), $services->output());
        self::assertStringContainsString('monolog.logger', $services->output());
    }

    public function testAnApplicationThatOnlyPushesBuildsItsCacheWithoutTheExtension(): void
    {
        $project = new Project();
        $project->remove('src/Netsvr/Events.php', 'src/Command/NetsvrWorkCommand.php', 'config/packages/netsvr_events.yaml');
        $php = array_values(array_filter(Program::php(), static fn(string $word): bool => !str_ends_with($word, 'netsvr.so')));
        self::assertSame('-d', array_pop($php));
        $clear = Program::start($project->folder, [...$php, 'bin/console', 'cache:clear'], $project->environment);
        self::assertSame(0, $clear->wait(), $clear->output());
        $run = Program::start($project->folder, [...$php, 'requests.php', '/now/ann'], $project->environment);
        $run->wait();
        self::assertStringContainsString('the PHP extension netsvr is not loaded', $run->output());
    }

    /** @dataProvider generations */
    public function testRequestsOfOneKernelPushOverOneConnection(string $generation): void
    {
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $clients = $this->clientsCalled('ann', ...$gateways);
        $project = (new Project())->use(...$gateways);
        $requests = $project->php('requests.php', ...array_fill(0, 3, '/now/ann'));
        self::assertSame(0, $requests->wait(), $requests->output());
        self::assertSame(3, substr_count($requests->output(), '200 {"online":2}'), $requests->output());
        foreach ($gateways as $number => $gateway) {
            self::assertSame(array_fill(0, 3, '{"event":"shipped"}'), $clients[$number]->receiveAll(1.0));
            self::assertSame(1, substr_count($requests->output(), "connect to $gateway->workerAddr ok."), $requests->output());
            if ($project->hasMonologBundle()) {
                $log = (string)file_get_contents("$project->folder/var/log/netsvr.log");
                self::assertMatchesRegularExpression("~netsvr\.INFO: TaskSocket#\\d+ connect to $gateway->workerAddr ok\.~", $log);
            }
        }
    }

    public function testAKernelThatIsBootedAgainPushes(): void
    {
        $gateway = DevGate::start();
        [$client] = $this->clientsCalled('ann', $gateway);
        $project = (new Project())->use($gateway);
        $requests = $project->php('requests.php', '/now/ann', 'reboot', '/now/ann');
        self::assertSame(0, $requests->wait(), $requests->output());
        self::assertCount(2, $client->receiveAll(1.0), $requests->output());
    }

    public function testARequestGoesOnWithoutAGateway(): void
    {
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway);
        $gateway->stop();
        $project->environment['MESSENGER_TRANSPORT_DSN'] = 'in-memory://';
        $requests = $project->php('requests.php', '/soon/ann', '/now/ann');
        $requests->wait();
        self::assertStringContainsString('202 ', $requests->output());
        self::assertStringContainsString("send to $gateway->workerAddr failed.", $requests->output());
        // The query behind it throws.
        self::assertStringContainsString('500 ', $requests->output());
    }

    public function testAnAddressThatCannotBeRightIsNamed(): void
    {
        $project = new Project();
        $project->environment['NETSVR_WORKER_ADDRS'] = 'http://10.0.0.1:6061';
        $requests = $project->php('requests.php', '/now/ann');
        $requests->wait();
        self::assertStringContainsString('worker_addrs has "http://10.0.0.1:6061", which is not host:port', $requests->output());
    }

    /** @dataProvider generations */
    public function testMessengerTriesAgainUntilTheGatewayIsThere(string $generation): void
    {
        $redis = $this->redis();
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $project = (new Project())->use(...$gateways)->queue($redis);
        [$there, $later] = $gateways;
        [$client] = $this->clientsCalled('ann', $there);
        $later->kill();
        $requests = $project->php('requests.php', '/soon/ann');
        self::assertSame(0, $requests->wait(), $requests->output());

        $worker = $project->typed('consume', '-vv');
        $said = $worker->waitFor('~Sending for retry #1~');
        self::assertStringContainsString("connect to $later->workerAddr failed", $said);
        // It must not try while nobody is online there.
        $worker->signal(SIGSTOP);
        $later->restart();
        [$second] = $this->clientsCalled('ann', $later);
        $worker->signal(SIGCONT);
        $pushed = $second->receive(60.0);
        self::assertNotNull($pushed, $worker->output());
        $worker->waitFor('~handled successfully~');
        // At least once, with the same id.
        $got = $client->receiveAll(1.0);
        self::assertGreaterThanOrEqual(2, count($got), $worker->output());
        self::assertSame([$pushed], array_values(array_unique($got)));
        self::assertMatchesRegularExpression('~^\{"id":"[0-9a-f]{16}","event":"shipped","data":\[\]\}$~', $pushed);

        // The worker lives on, with its connections.
        $project->php('requests.php', '/soon/ann')->wait();
        self::assertNotNull($second->receive(60.0), $worker->output());
        self::assertSame(1, substr_count($worker->output(), "connect to $there->workerAddr ok."), $worker->output());
        $worker->signal(SIGTERM);
        self::assertSame(0, $worker->wait());
    }

    public function testMessengerTriesAgainWhatAGatewayHasNotConfirmed(): void
    {
        $redis = $this->redis();
        $gateway = DevGate::start();
        [$client] = $this->clientsCalled('ann', $gateway);
        $project = (new Project())->use($gateway)->queue($redis);
        $gateway->suspend();
        $project->php('requests.php', '/soon/ann')->wait();
        $worker = $project->typed('consume', '-vv');
        $worker->waitFor("~netsvr: \\S+ has not confirmed push [0-9a-f]{16}: ~", 30.0);
        $gateway->resume();
        $worker->waitFor('~handled successfully~', 30.0);
        $got = $client->receiveAll(1.0);
        self::assertCount(1, array_unique($got), $worker->output());
        $worker->signal(SIGTERM);
        self::assertSame(0, $worker->wait());
    }

    public function testAMessageThatCannotBeSentEndsInTheFailureTransport(): void
    {
        $redis = $this->redis();
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway)->queue($redis);
        $gateway->stop();
        $project->write(
            'config/packages/messenger_fast.yaml',
            'framework: { messenger: { transports: { async: { retry_strategy: { delay: 20 } } } } }'
        );
        $project->php('requests.php', '/soon/ann')->wait();
        $worker = $project->typed('consume', '-vv');
        $said = $worker->waitFor('~Rejected message~');
        self::assertSame(1, substr_count($said, 'Sending for retry #4'), $said);
        self::assertSame(0, substr_count($said, 'Sending for retry #5'), $said);
        $worker->signal(SIGTERM);
        self::assertSame(0, $worker->wait());
        self::assertSame(1, $redis->client()->xLen('failed'));
    }

    /** @dataProvider generations */
    public function testABusinessProcessAnswersAndTakesLeave(string $generation): void
    {
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $project = (new Project())->use(...$gateways);
        foreach ([SIGTERM, SIGINT] as $signal) {
            $work = $project->typed('work');
            foreach ($gateways as $gateway) {
                $work->waitFor("~register to $gateway->workerAddr ok~");
            }
            foreach ($gateways as $gateway) {
                $client = $gateway->client();
                self::assertSame('Welcome.', $client->receive(60.0), $work->output());
                foreach (['one', 'two'] as $text) {
                    $client->send($text);
                    self::assertSame("You said: $text", $client->receive(60.0), $work->output());
                }
            }
            $work->signal($signal);
            self::assertSame(0, $work->wait(), $work->output());
            foreach ($gateways as $gateway) {
                self::assertStringContainsString("unregister to $gateway->workerAddr ok", $work->output());
            }
        }
    }

    public function testServicesAreResetAfterEachEvent(): void
    {
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway);
        $project->write('src/Resets.php', <<<'PHP'
            <?php
            namespace App;
            final class Resets implements \Symfony\Contracts\Service\ResetInterface
            {
                public int $count = 0;
                public function reset(): void
                {
                    $this->count++;
                }
            }
            PHP);
        $project->edit('src/Netsvr/Events.php', 'private ServicesResetter $services)', 'private ServicesResetter $services, private \App\Resets $resets)');
        $project->edit('src/Netsvr/Events.php', "'You said: ' . \$message->getData()", '(string)$this->resets->count');
        $work = $project->typed('work');
        $work->waitFor("~register to $gateway->workerAddr ok~");
        $client = $gateway->client();
        self::assertSame('Welcome.', $client->receive(60.0), $work->output());
        foreach (['1', '2'] as $count) {
            $client->send('how many?');
            self::assertSame($count, $client->receive(60.0), $work->output());
        }
    }

    public function testThePastedTestPasses(): void
    {
        $project = new Project();
        $test = $project->phpunit();
        self::assertSame(0, $test->wait(), $test->output());
        self::assertStringContainsString('OK (2 tests', $test->output());

        // and fails when the application pushes something else
        $project->edit('src/Controller/ShipmentController.php', "'shipped'])", "'lost'])");
        $test = $project->phpunit();
        self::assertNotSame(0, $test->wait(), $test->output());
    }

    public function testATestThatForgetsTheFakeReachesNoGateway(): void
    {
        $gateway = DevGate::start();
        [$client] = $this->clientsCalled('ann', $gateway);
        $project = (new Project())->use($gateway);
        $project->edit('tests/ShipmentTest.php', 'NetBusFake::start()', 'null');
        $test = $project->phpunit();
        self::assertNotSame(0, $test->wait(), $test->output());
        self::assertSame([], $client->receiveAll(1.0));
    }

    /**
     * A client at each gateway, which is this customer's.
     *
     * @return list<WebSocketClient>
     */
    private function clientsCalled(string $customerId, DevGate ...$gateways): array
    {
        Setup::gatewaysAre(...$gateways);
        Setup::netBus(...$gateways);
        $clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
        foreach ($clients as $client) {
            NetBus::connInfoUpdate(new ConnInfoUpdate(['uniqId' => $client->uniqId, 'newCustomerId' => $customerId]));
        }
        NetBus::flush();
        return array_values($clients);
    }

    private function redis(): RedisServer
    {
        return RedisServer::isAvailable() ? new RedisServer() : self::markTestSkipped('no redis-server, or PHP has no redis');
    }
}
