<?php
declare(strict_types=1);

use Hyperf\Framework\Event\AfterWorkerStart;
use Hyperf\Framework\Event\BootApplication;
use Hyperf\Framework\Event\OnWorkerExit;
use Hyperf\Server\Event\MainCoroutineServerStart;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Hyperf\ConfigProvider;
use NetsvrBusiness\Hyperf\Handler\StopHandler;
use NetsvrBusiness\Hyperf\Listener\BindNetBusListener;
use NetsvrBusiness\Hyperf\Listener\CloseListener;
use NetsvrBusiness\Hyperf\Listener\StartMainSocketListener;
use NetsvrBusiness\Hyperf\MainSocketProcess;
use NetsvrBusiness\Hyperf\MainSockets;
use NetsvrBusiness\Hyperf\Settings;
use NetsvrBusiness\NetBus;
use NetsvrTests\HyperfCoroutines\Config;
use NetsvrTests\HyperfCoroutines\Logger;
use NetsvrTests\HyperfCoroutines\Page;
use NetsvrTests\HyperfCoroutines\Services;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\TestCase;

/** What Hyperf finds in the library, and its settings; Hyperf's classes are stand-ins. */
final class ProviderTest extends TestCase
{
    protected function tearDown(): void
    {
        Container::setInstance(new Container());
        ini_restore('netsvr.pool_size');
        ini_restore('netsvr.pool_wait_ms');
    }

    public function testComposerLeadsHyperfToWhatThereIs(): void
    {
        $package = json_decode((string)file_get_contents(dirname(__DIR__, 2) . '/php/composer.json'), true);
        self::assertSame(ConfigProvider::class, $package['extra']['hyperf']['config']);
        $provided = (new ConfigProvider())();
        foreach ([...$provided['listeners'], ...$provided['commands']] as $class) {
            self::assertTrue(class_exists($class), $class);
        }
        foreach ($provided['publish'] as $file) {
            self::assertFileExists($file['source']);
        }
    }

    public function testTheFilesOfThePageNameWhatThereIs(): void
    {
        self::assertSame(Page::files(), Page::files('hyperf-coroutines.zh-CN.md'));
        self::assertSame([['vendor:publish', 'netsvr/netsvr-php'], ['netsvr:status']], Page::install());
        foreach (Page::files() as $name => $code) {
            $file = sys_get_temp_dir() . '/netsvr-hyperf-' . bin2hex(random_bytes(6)) . '.php';
            file_put_contents($file, $code);
            try {
                $classes = require $file;
                foreach (isset($classes['handlers']) ? array_keys($classes['handlers']) : $classes as $class) {
                    // Of Hyperf's own there are stand-ins for what the library uses.
                    self::assertTrue(!str_starts_with($class, 'NetsvrBusiness') || class_exists($class), "$name: $class");
                }
            } finally {
                unlink($file);
            }
        }
    }

    public function testThePublishedFileIsReadAsItIs(): void
    {
        putenv('NETSVR_WORKER_ADDR=10.0.0.1:6061,10.0.0.2:6061');
        $settings = new Settings(new Config(require dirname(__DIR__, 2) . '/php/resources/hyperf/netsvr.php'));
        putenv('NETSVR_WORKER_ADDR');
        self::assertSame(['10.0.0.1:6061', '10.0.0.2:6061'], self::addresses($settings));
        self::assertSame(['25', '3000'], [ini_get('netsvr.pool_size'), ini_get('netsvr.pool_wait_ms')]);
        self::assertSame([100, true], [$settings->handlersAtOnce(), $settings->handlersInOrder()]);
    }

    public function testAFileOfNetsvrBusinessCoroutineIsReadAsItIs(): void
    {
        $settings = new Settings(new Config([
            'netsvr' => [
                ['workerAddr' => '10.0.0.1:6061', 'processCmdGoroutineNum' => 25, 'events' => 7],
                ['workerAddr' => '10.0.0.2:6061', 'processCmdGoroutineNum' => 25, 'events' => 4, 'connectTimeout' => 9],
            ],
            'sendReceiveTimeout' => 5,
            'connectTimeout' => 5,
            'workerHeartbeatMessage' => 'beat',
            'heartbeatIntervalMillisecond' => 25 * 1000,
            'taskSocketPoolMaxConnections' => 12,
            'taskSocketPoolWaitTimeoutMillisecond' => 700,
        ]));
        self::assertSame(['10.0.0.1:6061', '10.0.0.2:6061'], self::addresses($settings));
        self::assertSame(['12', '700'], [ini_get('netsvr.pool_size'), ini_get('netsvr.pool_wait_ms')]);
        self::assertSame('beat', $settings->heartbeatMessage());
    }

    public function testWithoutAFileTheGatewayIsAtItsUsualAddress(): void
    {
        self::assertSame(['127.0.0.1:6061'], self::addresses(new Settings(new Config(null))));
        putenv('NETSVR_WORKER_ADDR=10.0.0.7:6061');
        try {
            self::assertSame(['10.0.0.7:6061'], self::addresses(new Settings(new Config(null))), 'as the file would have it');
        } finally {
            putenv('NETSVR_WORKER_ADDR');
        }
    }

    public static function wrongSettings(): array
    {
        $gateway = [['workerAddr' => '10.0.0.1:6061']];
        return [
            'no gateway' => [['netsvr' => []], 'names no gateway'],
            'no port' => [['netsvr' => [['workerAddr' => '10.0.0.1']]], 'workerAddr has "10.0.0.1", which is not host:port'],
            'no time' => [['netsvr' => $gateway, 'connectTimeout' => 0], 'connectTimeout has to be a whole number above 0'],
            'no pool' => [['netsvr' => $gateway, 'taskSocketPoolMaxConnections' => 0], 'taskSocketPoolMaxConnections is 0'],
            'no number' => [['netsvr' => $gateway, 'taskSocketPoolMaxConnections' => 'x'], 'is "x", which is no netsvr.pool_size'],
        ];
    }

    /** @dataProvider wrongSettings */
    public function testASettingThatCannotBeRightIsNamed(array $config, string $message): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage($message);
        (new Settings(new Config($config)))->taskSockets(new Logger());
    }

    public function testFromTheBootOnNetBusWorks(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $services = new Services(['netsvr' => [['workerAddr' => $gateway->workerAddr]]]);
        $listener = new BindNetBusListener($services);
        self::assertSame([BootApplication::class], $listener->listen());
        $listener->process(new BootApplication());
        // Nobody is connected to before a call: workers are forked after this.
        self::assertSame([], $services->logger->lines);
        NetBus::broadcast('hello');
        self::assertSame('hello', $client->receive(10));
    }

    public function testAManagerOfTheApplicationStays(): void
    {
        $own = (new Settings(new Config(null)))->taskSockets(new Logger());
        Container::getInstance()->bind(TaskSocketMangerInterface::class, $own);
        (new BindNetBusListener(new Services([])))->process(new BootApplication());
        self::assertSame($own, Container::getInstance()->get(TaskSocketMangerInterface::class));
    }

    public function testWhatIsMissingForReceivingIsNamed(): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage('no class handles what clients do: publish app/Event.php');
        (new Services([]))->get(MainSockets::class)->run();
    }

    public function testAWorkerReceivesAndAProcessForTasksDoesNot(): void
    {
        $server = new Swoole\Server();
        $server->taskworker = true;
        $listener = new StartMainSocketListener(new Services([]));
        self::assertSame([AfterWorkerStart::class, MainCoroutineServerStart::class], $listener->listen());
        $listener->process(new AfterWorkerStart($server, 1));
        $server->taskworker = false;
        // It lacks a handler.
        $this->expectExceptionMessage(EventInterface::class);
        $listener->process(new AfterWorkerStart($server, 0));
    }

    public function testAProcessReceives(): void
    {
        $this->expectExceptionMessage(EventInterface::class);
        (new MainSocketProcess(new Services([])))->handle();
    }

    public function testWhereNothingRunsStoppingDoesNothing(): void
    {
        $services = new Services([]);
        (new CloseListener($services))->process(new OnWorkerExit(new Swoole\Server(), 0));
        $handler = new StopHandler($services);
        // In a worker it would keep the signal from Swoole.
        self::assertSame([[2, SIGTERM]], $handler->listen());
        $handler->handle(SIGTERM);
        self::assertSame([], $services->logger->lines);
    }

    /** @return list<string> */
    private static function addresses(Settings $settings): array
    {
        $sockets = $settings->taskSockets(new Logger())->getSockets();
        return array_values(array_map(static fn($socket): string => $socket->getWorkerAddr(), $sockets));
    }
}
