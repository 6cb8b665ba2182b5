<?php
declare(strict_types=1);

use Illuminate\Contracts\Console\Kernel;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrBusiness\Support\Gateways;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\Attributes\DataProvider;

final class ServiceProviderTest extends LaravelTestCase
{
    public function testLaravelFindsTheProviderByItself(): void
    {
        $app = $this->project->app();
        self::assertArrayHasKey(NetsvrServiceProvider::class, $app->getLoadedProviders());
        self::assertSame($app, Container::getInstance());
    }

    public function testNothingIsMadeBeforeTheFirstCall(): void
    {
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => 'not an address']);
        self::assertTrue($app->bound(TaskSocketMangerInterface::class));
        self::assertFalse($app->resolved(TaskSocketMangerInterface::class));
        self::assertFalse($app->resolved(NetsvrServiceProvider::LOGGER));

        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage('worker_addrs has "not an address"');
        NetBus::broadcast('now it is needed');
    }

    public function testAMessageReachesTheClientsOfAllGateways(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
        $addresses = implode(', ', array_column($gateways, 'workerAddr'));
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $addresses, 'NETSVR_LOG_CHANNEL' => 'gateways']);

        NetBus::broadcast('to all');
        NetBus::singleCast($clients[1]->uniqId, 'to one');

        self::assertSame('to all', $clients[0]->receive(20));
        self::assertSame('to all', $clients[1]->receive(20));
        self::assertSame('to one', $clients[1]->receive(20));
        self::assertSame(2, array_sum(array_column(NetBus::uniqIdCount(), 'count')));
        self::assertSame($app->make(TaskSocketMangerInterface::class), $app->make(TaskSocketMangerInterface::class));
        self::assertStringContainsString("connect to {$gateways[0]->workerAddr} ok.", $this->project->log('gateways'));
        self::assertSame('', $this->project->log());
    }

    public function testAGatewayThatIsDownIsInTheDefaultLog(): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        NetBus::broadcast('lost');
        self::assertStringContainsString("ERROR: TaskSocket#", $this->project->log());
        self::assertStringContainsString("connect to $gateway->workerAddr failed.", $this->project->log());
    }

    public function testConnectionsOutliveTheApplicationThatIsTakenApart(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        NetBus::broadcast('connects');
        // As the tearDown() of Laravel's TestCase does.
        $app->flush();
        unset($app);
        gc_collect_cycles();
        $parked = array_column(Stats::get(), 'parkedConnections', 'workerAddr');
        self::assertSame(1, $parked[$gateway->workerAddr]);
    }

    public function testEnvironmentVariablesReachTheSettings(): void
    {
        $app = $this->project->app([
            'NETSVR_WORKER_ADDRS' => '10.0.0.1:6061,10.0.0.2:6061',
            'NETSVR_CONNECT_TIMEOUT' => '2',
            'NETSVR_SEND_RECEIVE_TIMEOUT' => '3',
            'NETSVR_MAX_IDLE_TIME' => '60',
            'NETSVR_EVENTS' => 'open, message',
            'NETSVR_HEARTBEAT_INTERVAL' => '20',
            'NETSVR_HEARTBEAT_MESSAGE' => 'alive',
            'NETSVR_PROCESS_CMD_GOROUTINE_NUM' => '7',
        ]);
        $gateways = $app->make(Gateways::class);
        self::assertSame(['10.0.0.1:6061', '10.0.0.2:6061'], $gateways->workerAddrs);
        self::assertSame(
            [2, 3, 60, 20, 7],
            [$gateways->connectTimeout, $gateways->sendReceiveTimeout, $gateways->maxIdleTime,
                $gateways->heartbeatInterval, $gateways->processCmdGoroutineNum]
        );
        self::assertSame('alive', $gateways->heartbeatMessage);
        self::assertSame(['open', 'message'], $gateways->eventNames());
    }

    public function testWithoutSettingsThereIsOneGatewayOnThisMachine(): void
    {
        $gateways = $this->project->app()->make(Gateways::class);
        self::assertSame(['127.0.0.1:6061'], $gateways->workerAddrs);
        self::assertSame([5, 5], [$gateways->connectTimeout, $gateways->sendReceiveTimeout]);
        self::assertSame(117, $gateways->maxIdleTime);
        self::assertSame(['open', 'close', 'message'], $gateways->eventNames());
        // With more, messages of one handler overtake each other.
        self::assertSame(1, $gateways->processCmdGoroutineNum);
        self::assertSame(1, Gateways::fromConfig([])->processCmdGoroutineNum);
    }

    /** @dataProvider wrongSettings */
    #[DataProvider('wrongSettings')]
    public function testAWrongSettingIsNamed(array $environment, string $message): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage($message);
        $this->project->app($environment)->make(Gateways::class);
    }

    public static function wrongSettings(): array
    {
        return [
            [['NETSVR_WORKER_ADDRS' => '127.0.0.1'], 'worker_addrs has "127.0.0.1", which is not host:port'],
            [['NETSVR_WORKER_ADDRS' => '127.0.0.1:99999'], 'which is not host:port'],
            [['NETSVR_WORKER_ADDRS' => ' , '], 'worker_addrs names no gateway'],
            [['NETSVR_CONNECT_TIMEOUT' => '0.5'], 'connect_timeout has to be a whole number above 0'],
            [['NETSVR_EVENTS' => 'open,opened'], 'events has "opened"; there are open, close, message'],
            [['NETSVR_EVENTS' => ''], 'events names no event'],
        ];
    }

    public function testThePublishedFileIsUsedAndMayLeaveThingsOut(): void
    {
        $app = $this->project->app();
        $app->make(Kernel::class)->call('vendor:publish', ['--tag' => 'netsvr-config']);
        $file = "{$this->project->folder}/config/netsvr.php";
        self::assertFileEquals(dirname(__DIR__, 2) . '/php/config/netsvr.php', $file);

        $changed = ['worker_addrs' => ['10.0.0.9:6061'], 'work' => ['events' => 'message']];
        file_put_contents($file, '<?php return ' . var_export($changed, true) . ';');
        $gateways = $this->project->app(['NETSVR_WORKER_ADDRS' => '10.0.0.1:1'])->make(Gateways::class);
        self::assertSame(['10.0.0.9:6061'], $gateways->workerAddrs);
        self::assertSame(['message'], $gateways->eventNames());
        self::assertSame(45, $gateways->heartbeatInterval);
    }

    public function testTheConfigurationCanBeCached(): void
    {
        $environment = ['NETSVR_WORKER_ADDRS' => '10.0.0.3:6061'];
        $artisan = $this->project->artisan(['config:cache'], $environment);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertFileExists("{$this->project->folder}/bootstrap/cache/config.php");
        self::assertSame(['10.0.0.3:6061'], $this->project->app()->make(Gateways::class)->workerAddrs);
    }
}
