--TEST--
API 8: child classes of the sockets and managers redeclare the properties of package v8 and are called as it calls them
--INI--
netsvr.api=8
netsvr.gateway=5
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocketManager as WorkermanMainSocketManager;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(30);

class OwnSocket extends Socket
{
    public int $asked = 0;
    protected string $addr;

    public function getAddr(): string
    {
        $this->asked++;
        return $this->addr;
    }
}

class OwnTaskSocket extends TaskSocket
{
    protected string $addr;
    protected string $heartbeatMessage;
    protected int $heartbeatIntervalMillisecond;
    protected int|bool|null $timerId = false;

    public function send(string $data): bool
    {
        echo 'TaskSocket::send() to ', $this->addr === parent::getAddr() ? 'its addr' : 'ANOTHER', ", beats $this->heartbeatMessage every $this->heartbeatIntervalMillisecond ms\n";
        return parent::send($data);
    }

    protected function loopHeartbeat(): void
    {
        echo "TaskSocket::loopHeartbeat()\n";
        parent::loopHeartbeat();
    }
}

class OwnMainSocket extends MainSocket
{
    protected string $heartbeatMessage;

    public function register(): bool
    {
        $registered = parent::register();
        echo "MainSocket::register(): $this->connId\n";
        return $registered;
    }

    public function unregister(): bool
    {
        echo "MainSocket::unregister()\n";
        return parent::unregister();
    }
}

class OwnManager extends WorkermanMainSocketManager
{
    public function names(): string
    {
        return implode(', ', array_map(static fn(MainSocket $socket): string => $socket::class, $this->pool));
    }
}

$event = new class implements EventInterface {
    public function onOpen(NetsvrProtocol\ConnOpen $connOpen): void
    {
    }

    public function onMessage(NetsvrProtocol\Transfer $transfer): void
    {
    }

    public function onClose(NetsvrProtocol\ConnClose $connClose): void
    {
    }
};
$unregistered = Step::answer('');
$gateway = FakeGateway::start([[GatewayFrames::registered(), $unregistered], []]);
$socket = new OwnSocket('', new ArrayLogger(), $gateway->addr(), 2, 2);
$main = new OwnMainSocket('', new ArrayLogger(), $event, 7, $socket, 'beat', 45_000);
$manager = new OwnManager();
$manager->addSocket($main);
echo $manager->names(), "\n";
var_dump($manager->start());
$manager->close();
var_dump($socket->asked > 0);

$tasks = new class extends TaskSocketManger {
    public function getSocket(string $addrAsHex): ?NetsvrBusiness\Contract\TaskSocketInterface
    {
        echo "TaskSocketManger::getSocket(addrAsHex)\n";
        return parent::getSocket($addrAsHex);
    }
};
$tasks->addSocket(new OwnTaskSocket('', new ArrayLogger(), $gateway->addr(), 2, 2, 100, 'beat', 45_000));
Setup::bind($tasks);
$bus = new class extends NetBus {
    public static function toOne(string $uniqId): void
    {
        static::sendToSocketByAddrAsHex(NetsvrBusiness\uniqIdConvertToAddrAsHex($uniqId), static::pack(NetsvrProtocol\Cmd::Broadcast, ''));
        echo count(static::getUniqIdsGroupByAddrAsHex([$uniqId])), " gateway\n";
    }
};
$bus::toOne(NetsvrBusiness\addrConvertToHex($gateway->addr()) . '6621e43b00000001');
var_dump((new MainSocketManager())->getSockets());
?>
--EXPECT--
OwnMainSocket
MainSocket::register(): conn-1
bool(true)
MainSocket::unregister()
bool(true)
TaskSocketManger::getSocket(addrAsHex)
TaskSocket::send() to its addr, beats beat every 45000 ms
TaskSocket::loopHeartbeat()
1 gateway
array(0) {
}
