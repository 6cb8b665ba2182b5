--TEST--
Managers that are mocks with the few methods a call needs will do; what they answer is final, and a child's getSocket() is asked with one gateway, too
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

/** As mocking libraries make them: whatever the test has not said may be called is an exception. */
final class MockedManager implements TaskSocketMangerInterface
{
    public ?TaskSocketInterface $socket = null;
    public array $asked = [];

    public function count(): int
    {
        return 1;
    }

    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        $this->asked[] = $workerAddrAsHex;
        return $this->socket;
    }

    public function getSockets(): array
    {
        throw new BadMethodCallException('getSockets');
    }

    public function addSocket(TaskSocketInterface $socket): void
    {
        throw new BadMethodCallException('addSocket');
    }

    public function close(): void
    {
        throw new BadMethodCallException('close');
    }
}

/** Says where its calls go; one gateway may be switched off. */
final class AskedManager extends TaskSocketManger
{
    public array $asked = [];
    public bool $off = false;

    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        $this->asked[] = $workerAddrAsHex;
        return $this->off ? null : parent::getSocket($workerAddrAsHex);
    }
}

/** The same for main sockets. */
final class AskedMainManager extends MainSocketManager
{
    public array $asked = [];

    public function getSocket(string $workerAddrAsHex): ?NetsvrBusiness\Contract\MainSocketInterface
    {
        $this->asked[] = $workerAddrAsHex;
        return parent::getSocket($workerAddrAsHex);
    }

    public function getSockets(): array
    {
        throw new BadMethodCallException('getSockets');
    }
}

/** No MainSocketManagerInterface, which the package does not ask for. */
final class DuckManager
{
    public array $asked = [];

    public function getSocket(string $workerAddrAsHex): mixed
    {
        $this->asked[] = $workerAddrAsHex;
        return null;
    }
}

$uniqId = '0a00000117ad6621e43b00000001';
$foreign = '0a00000217ad6621e43b00000001';
$calls = [
    'singleCast' => [$uniqId, 'x'],
    'multicast' => [[$foreign, $uniqId], 'x'],
    'forceOffline' => [[$uniqId]],
    'forceOfflineGuest' => [[$uniqId]],
    'singleCastBulk' => [[$foreign => 'y', $uniqId => 'x']],
    'topicSubscribe' => [$uniqId, ['t']],
    'checkOnline' => [[$foreign, $uniqId]],
    'connInfo' => [[$uniqId]],
];
$run = function (string $title, object $manager, RecordingTaskSocket $socket) use ($calls): void {
    echo "$title\n";
    foreach ($calls as $method => $arguments) {
        $socket->answer = pack('N', $method === 'checkOnline' ? Cmd::CheckOnline : Cmd::ConnInfo);
        try {
            NetBus::$method(...$arguments);
            $thrown = '';
        } catch (Throwable $exception) {
            $thrown = ', ' . $exception::class . ': ' . $exception->getMessage();
        }
        echo "  $method: asked ", implode(' ', $manager->asked), ', sent ', count($socket->sent), "$thrown\n";
        $manager->asked = $socket->sent = [];
    }
};

$socket = new RecordingTaskSocket('10.0.0.1:6061');
$mocked = new MockedManager();
$mocked->socket = $socket;
Setup::bind($mocked);
$run('a mock', $mocked, $socket);
$mocked->socket = null;
$run('a mock without a socket', $mocked, $socket);
NetBus::multicast([], 'x');
NetBus::singleCastBulk([]);
echo 'empty lists: asked ', count($mocked->asked), ', answered ', json_encode(NetBus::checkOnline([])), "\n";

$asked = new AskedManager();
$asked->addSocket($socket);
Setup::bind($asked);
$run('a child', $asked, $socket);
$asked->off = true;
$run('a child that has switched its gateway off', $asked, $socket);

$plain = new TaskSocketManger();
$plain->addSocket($socket);
foreach (['a child for main sockets' => new AskedMainManager(), 'anything with getSocket() for main sockets' => new DuckManager()] as $title => $main) {
    Setup::bind($plain);
    Container::getInstance()->bind(MainSocketManagerInterface::class, $main);
    $run($title, $main, $socket);
}

echo "managers of ours in a container of user code\n";
Container::setInstance(new class ($plain) implements Psr\Container\ContainerInterface {
    public function __construct(private TaskSocketManger $manager)
    {
    }

    public function get(string $id): mixed
    {
        return $this->manager;
    }

    public function has(string $id): bool
    {
        return $id === TaskSocketMangerInterface::class;
    }
});
foreach (['singleCast' => [$foreign, 'x'], 'multicast' => [['short', $foreign], 'x'], 'singleCastBulk' => [[$foreign => 'x']]] as $method => $arguments) {
    NetBus::$method(...$arguments);
    echo "  $method: sent ", count($socket->sent), "\n";
    $socket->sent = [];
}

echo "not configured\n";
$logger = new ArrayLogger();
$asked = new AskedManager();
$asked->addSocket(Setup::taskSocket('127.0.0.1:1', $logger));
Setup::bind($asked);
NetBus::multicast(['short', $foreign], 'x');
echo '  asked ', implode(' ', $asked->asked), "\n";
foreach ($logger->records as [$level, $line]) {
    echo "  $level: $line\n";
}
?>
--EXPECT--
a mock
  singleCast: asked 0a00000117ad, sent 1
  multicast: asked 0a00000117ad, sent 1
  forceOffline: asked 0a00000117ad, sent 1
  forceOfflineGuest: asked 0a00000117ad, sent 1
  singleCastBulk: asked 0a00000117ad, sent 1
  topicSubscribe: asked 0a00000117ad, sent 1
  checkOnline: asked 0a00000117ad, sent 1
  connInfo: asked 0a00000117ad, sent 1
a mock without a socket
  singleCast: asked 0a00000117ad, sent 0
  multicast: asked 0a00000117ad, sent 0
  forceOffline: asked 0a00000117ad, sent 0
  forceOfflineGuest: asked 0a00000117ad, sent 0
  singleCastBulk: asked 0a00000117ad, sent 0
  topicSubscribe: asked 0a00000117ad, sent 0
  checkOnline: asked 0a00000117ad, sent 0
  connInfo: asked 0a00000117ad, sent 0
empty lists: asked 0, answered []
a child
  singleCast: asked 0a00000117ad, sent 1
  multicast: asked 0a00000117ad, sent 1
  forceOffline: asked 0a00000117ad, sent 1
  forceOfflineGuest: asked 0a00000117ad, sent 1
  singleCastBulk: asked 0a00000117ad, sent 1
  topicSubscribe: asked 0a00000117ad, sent 1
  checkOnline: asked 0a00000117ad, sent 1
  connInfo: asked 0a00000117ad, sent 1
a child that has switched its gateway off
  singleCast: asked 0a00000117ad, sent 0
  multicast: asked 0a00000117ad, sent 0
  forceOffline: asked 0a00000117ad, sent 0
  forceOfflineGuest: asked 0a00000117ad, sent 0
  singleCastBulk: asked 0a00000117ad, sent 0
  topicSubscribe: asked 0a00000117ad, sent 0
  checkOnline: asked 0a00000117ad, sent 0
  connInfo: asked 0a00000117ad, sent 0
a child for main sockets
  singleCast: asked 0a00000117ad, sent 1
  multicast: asked 0a00000117ad, sent 1
  forceOffline: asked 0a00000117ad, sent 1
  forceOfflineGuest: asked 0a00000117ad, sent 1
  singleCastBulk: asked 0a00000117ad, sent 1
  topicSubscribe: asked 0a00000117ad, sent 1
  checkOnline: asked , sent 1
  connInfo: asked , sent 1
anything with getSocket() for main sockets
  singleCast: asked 0a00000117ad, sent 1
  multicast: asked 0a00000117ad, sent 1
  forceOffline: asked 0a00000117ad, sent 1
  forceOfflineGuest: asked 0a00000117ad, sent 1
  singleCastBulk: asked 0a00000117ad, sent 1
  topicSubscribe: asked 0a00000117ad, sent 1
  checkOnline: asked , sent 1
  connInfo: asked , sent 1
managers of ours in a container of user code
  singleCast: sent 1
  multicast: sent 1
  singleCastBulk: sent 1
not configured
  asked 0a00000217ad
  warning: test multicast: 2 of 2 uniqIds belong to no configured gateway and were skipped: short
a uniqId has 28 digits 0-9 and a-f, as the gateway gives them: for a customerId of your own there are the methods whose names end with ByCustomerId
