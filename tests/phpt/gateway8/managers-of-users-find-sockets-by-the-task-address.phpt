--TEST--
A manager and a container written in PHP find the task sockets of gateways 8.x as they find those of 5.x
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

use function NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex;
use function NetsvrBusiness\workerAddrConvertToHex;

final class Manager implements TaskSocketMangerInterface
{
    private array $sockets = [];

    public function addSocket(TaskSocketInterface $socket): void
    {
        $this->sockets[workerAddrConvertToHex($socket->getWorkerAddr())] = $socket;
    }

    public function count(): int
    {
        return count($this->sockets);
    }

    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        return $this->sockets[$workerAddrAsHex] ?? null;
    }

    public function getSockets(): array
    {
        return $this->sockets;
    }

    public function close(): void
    {
        foreach ($this->sockets as $socket) {
            $socket->close();
        }
    }
}

Setup::endAfter(50);
$gateways = [DevGate::start('--gateway', '8'), DevGate::start('--gateway', '8'), DevGate::start()];
Setup::gatewaysAre(...$gateways);
$manager = new Manager();
foreach ($gateways as $gateway) {
    $manager->addSocket(new TaskSocket('', new ArrayLogger(), $gateway->workerAddr, 5, 5, 117));
}
Setup::bind($manager);
$clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
foreach ($clients as $index => $client) {
    $key = uniqIdConvertToWorkerAddrAsHex($client->uniqId);
    echo $key === workerAddrConvertToHex($gateways[$index]->workerAddr) ? 'found by its key, ' : 'NOT FOUND, ';
    NetBus::singleCast($client->uniqId, "to client $index");
    echo $client->receive(5), "\n";
}
echo implode(' ', array_column(NetBus::uniqIdCount(), 'count')), "\n";
echo count(NetBus::checkOnline(array_column(array_map(get_object_vars(...), $clients), 'uniqId'))), " are online\n";
?>
--EXPECT--
found by its key, to client 0
found by its key, to client 1
found by its key, to client 2
1 1 1
3 are online
