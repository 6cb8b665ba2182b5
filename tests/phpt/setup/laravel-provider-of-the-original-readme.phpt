--TEST--
A Laravel service provider as in the original's README: Container::setInstance($app), singleton closure, TaskSocket, Monolog
--INI--
error_reporting=E_ALL & ~E_DEPRECATED
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Monolog\Handler\TestHandler;
use Monolog\Logger;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Psr\Container\ContainerInterface;

/** As much of Laravel's application as a provider needs. */
final class Application implements ContainerInterface
{
    private array $factories = [];
    private array $instances = [];

    public function singleton(string $id, Closure $factory): void
    {
        $this->factories[$id] = $factory;
    }

    public function get(string $id): mixed
    {
        return $this->instances[$id] ??= $this->factories[$id]($this);
    }

    public function has(string $id): bool
    {
        return isset($this->factories[$id]);
    }
}

/** Stands for the class of the same name in Laravel. */
abstract class ServiceProvider
{
    public function __construct(protected $app)
    {
    }
}

/** Stands for Laravel's facade. */
final class Log
{
    public static ?Logger $root = null;

    public static function getFacadeRoot(): Logger
    {
        return self::$root;
    }
}

class NetBusServiceProvider extends ServiceProvider
{
    protected array $netsvrConfig = [];

    public function __construct($app, array $workerAddrs)
    {
        parent::__construct($app);
        $this->netsvrConfig = [
            'netsvr' => array_map(
                static fn(string $workerAddr): array => ['workerAddr' => $workerAddr, 'maxIdleTime' => 117],
                $workerAddrs
            ),
            'sendReceiveTimeout' => 5,
            'connectTimeout' => 5,
        ];
    }

    public function register(): void
    {
        Container::setInstance($this->app);
        $this->app->singleton(TaskSocketMangerInterface::class, function () {
            $taskSocketManger = new TaskSocketManger();
            $logPrefix = sprintf('TaskSocket#%d', getmypid());
            foreach ($this->netsvrConfig['netsvr'] as $config) {
                $taskSocket = new TaskSocket(
                    $logPrefix,
                    Log::getFacadeRoot(),
                    $config['workerAddr'],
                    $this->netsvrConfig['sendReceiveTimeout'],
                    $this->netsvrConfig['connectTimeout'],
                    $config['maxIdleTime']);
                $taskSocketManger->addSocket($taskSocket);
            }
            return $taskSocketManger;
        });
    }
}

Setup::endAfter(30);
$gateways = [DevGate::start(), DevGate::start()];
$clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
$handler = new TestHandler();
Log::$root = new Logger('netsvr', [$handler]);
$app = new Application();
(new NetBusServiceProvider($app, array_column($gateways, 'workerAddr')))->register();

// Nothing is made and nobody connected to before it is used.
var_dump($handler->getRecords());

NetBus::broadcast('to everyone');
NetBus::multicast(array_column($clients, 'uniqId'), 'to the listed');
var_dump(array_sum(array_column(NetBus::uniqIdCount(), 'count')));
foreach ($clients as $client) {
    echo implode(', ', $client->receiveAll(atLeast: 2)), "\n";
}
var_dump($app->get(TaskSocketMangerInterface::class)->count());

$names = [getmypid() => 'PID', $gateways[0]->workerAddr => 'gateway 1', $gateways[1]->workerAddr => 'gateway 2'];
foreach ($handler->getRecords() as $record) {
    echo $record['level_name'], ' ', strtr($record['message'], $names), "\n";
}
--EXPECT--
array(0) {
}
int(2)
to everyone, to the listed
to everyone, to the listed
int(2)
INFO TaskSocket#PID connect to gateway 1 ok.
INFO TaskSocket#PID connect to gateway 2 ok.
