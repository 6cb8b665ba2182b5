--TEST--
API 8: NetBus asks the container for the manager of task sockets and for nothing else; a manager of main sockets that is bound is not looked at
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Sockets;
use Psr\Container\ContainerInterface;

Setup::endAfter(30);
$gateways = [FakeGateway::start([[]]), FakeGateway::start([[]])];
$tasks = new NetsvrBusiness\TaskSocketManger();
foreach ($gateways as $gateway) {
    $tasks->addSocket(Sockets::task('task', new ArrayLogger(), $gateway->addr(), 2, 100));
}
$asked = new class ($tasks) implements ContainerInterface {
    public array $asked = [];

    public function __construct(private object $tasks)
    {
    }

    public function get(string $id): mixed
    {
        $this->asked[] = 'get ' . substr(strrchr($id, '\\'), 1);
        return $id === TaskSocketMangerInterface::class ? $this->tasks : throw new LogicException($id);
    }

    public function has(string $id): bool
    {
        $this->asked[] = 'has ' . substr(strrchr($id, '\\'), 1);
        return true;
    }
};
Container::setInstance($asked);
$keys = array_map(static fn(FakeGateway $gateway): string => Sockets::key($gateway->addr()), $gateways);
foreach (
    [
        'broadcast' => fn() => NetBus::broadcast('x'),
        'singleCast' => fn() => NetBus::singleCast("$keys[1]6621e43b00000001", 'x'),
    ] as $what => $call
) {
    $asked->asked = [];
    $call();
    echo "$what: ", implode(', ', array_unique($asked->asked)), "\n";
}

// Ours, with a manager that would take all of it.
$container = new Container();
Container::setInstance($container);
$container->bind(TaskSocketMangerInterface::class, $tasks);
$container->bind(MainSocketManagerInterface::class, new class implements MainSocketManagerInterface {
    public function __call(string $method, array $arguments): mixed
    {
        throw new LogicException($method);
    }

    public function addSocket(NetsvrBusiness\Contract\MainSocketInterface $socket): void
    {
        throw new LogicException(__FUNCTION__);
    }

    public function start(): bool
    {
        throw new LogicException(__FUNCTION__);
    }

    public function close(): void
    {
        throw new LogicException(__FUNCTION__);
    }
});
NetBus::singleCast("$keys[0]6621e43b00000001", 'y');
foreach ($gateways as $gateway) {
    GatewayFrames::print($gateway->frames(2));
}
?>
--EXPECT--
broadcast: get TaskSocketMangerInterface
singleCast: get TaskSocketMangerInterface
  connection 0 sent Broadcast, SingleCast y
  connection 0 sent Broadcast, SingleCast x
