--TEST--
Containers, managers and sockets written in PHP are called in the order and with the arguments of the package, by every method
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use Psr\Container\ContainerInterface;

final class Calls
{
    public static array $all = [];

    public static function sent(string $to, string $data): void
    {
        self::$all[] = sprintf('%s.send %d %s', $to, unpack('N', $data)[1], hash('crc32b', $data));
    }

    public static function take(): string
    {
        [$all, self::$all] = [self::$all, []];
        return implode(', ', $all);
    }
}

final class RecordedTaskSocket implements TaskSocketInterface
{
    private int $asked = 0;

    public function __construct(private string $name, private string $workerAddr)
    {
    }

    public function send(string $data): bool
    {
        Calls::sent($this->name, $data);
        $this->asked = unpack('N', $data)[1];
        return true;
    }

    public function receive(): string|false
    {
        Calls::$all[] = "$this->name.receive";
        return pack('N', $this->asked) . match ($this->asked) {
            Cmd::Metrics => (new Netsvr\MetricsResp())->setItems([
                1 => (new Netsvr\MetricsRespItem())->setItem(1), 2 => (new Netsvr\MetricsRespItem())->setItem(2),
            ])->serializeToString(),
            default => '',
        };
    }

    public function getWorkerAddr(): string
    {
        Calls::$all[] = "$this->name.getWorkerAddr";
        return $this->workerAddr;
    }

    public function connect(): bool
    {
        Calls::$all[] = "$this->name.connect";
        return true;
    }

    public function close(): void
    {
        Calls::$all[] = "$this->name.close";
    }

    public function getSocket()
    {
        Calls::$all[] = "$this->name.getSocket";
        return null;
    }

    public function isConnected(): bool
    {
        Calls::$all[] = "$this->name.isConnected";
        return true;
    }
}

final class RecordedMainSocket implements MainSocketInterface
{
    public function __construct(private string $name)
    {
    }

    public function send(string $data): void
    {
        Calls::sent($this->name, $data);
    }

    public function __call(string $method, array $arguments): mixed
    {
        throw new LogicException($method);
    }

    public function connect(): bool
    {
        return $this->__call(__FUNCTION__, []);
    }

    public function register(): bool
    {
        return $this->__call(__FUNCTION__, []);
    }

    public function unregister(): bool
    {
        return $this->__call(__FUNCTION__, []);
    }

    public function loopHeartbeat(): void
    {
        $this->__call(__FUNCTION__, []);
    }

    public function close(): void
    {
        $this->__call(__FUNCTION__, []);
    }

    public function getWorkerAddr(): string
    {
        return $this->__call(__FUNCTION__, []);
    }
}

abstract class RecordedManager
{
    public function __construct(private string $name, protected array $sockets)
    {
    }

    public function count(): int
    {
        Calls::$all[] = "$this->name.count";
        return count($this->sockets);
    }

    public function getSockets(): array
    {
        Calls::$all[] = "$this->name.getSockets";
        return $this->sockets;
    }

    protected function find(string $key): mixed
    {
        Calls::$all[] = "$this->name.getSocket $key";
        return $this->sockets[$key] ?? null;
    }

    public function close(): void
    {
        throw new LogicException('close');
    }

    public function start(): bool
    {
        throw new LogicException('start');
    }
}

final class RecordedTaskManager extends RecordedManager implements TaskSocketMangerInterface
{
    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        return $this->find($workerAddrAsHex);
    }

    public function addSocket(TaskSocketInterface $socket): void
    {
        throw new LogicException('addSocket');
    }
}

final class RecordedMainManager extends RecordedManager implements MainSocketManagerInterface
{
    public function getSocket(string $workerAddrAsHex): ?MainSocketInterface
    {
        return $this->find($workerAddrAsHex);
    }

    public function addSocket(MainSocketInterface $socket): void
    {
        throw new LogicException('addSocket');
    }
}

final class RecordedContainer implements ContainerInterface
{
    private const NAMES = [TaskSocketMangerInterface::class => 'task', MainSocketManagerInterface::class => 'main'];

    public function __construct(private array $entries)
    {
    }

    public function get(string $id): mixed
    {
        Calls::$all[] = 'get ' . self::NAMES[$id];
        return $this->entries[$id];
    }

    public function has(string $id): bool
    {
        Calls::$all[] = 'has ' . self::NAMES[$id];
        return isset($this->entries[$id]);
    }
}

$a = '0a00000117ad';
$b = '0a00000217ad';
[$a1, $a2, $b1] = ["{$a}6621e43b00000001", "{$a}6621e43b00000002", "{$b}6621e43b00000001"];
$calls = [
    ['connInfoUpdate', (new Netsvr\ConnInfoUpdate())->setUniqId($a1)->setNewSession('s')],
    ['connInfoDelete', (new Netsvr\ConnInfoDelete())->setUniqId($a1)->setDelSession(true)],
    ['broadcast', 'x'],
    ['multicast', [$b1, $a1, $a2], 'x'],
    ['multicast', [$a1, $b1], 'x'],
    ['multicast', $a1, 'x'],
    ['multicast', ['short'], 'x'],
    ['multicastByCustomerId', ['c', 'd'], 'x'],
    ['singleCast', $a1, 'x'],
    ['singleCast', 'short', 'x'],
    ['singleCastByCustomerId', 'c', 'x'],
    ['singleCastBulk', ['uniqIds' => [$b1, $a1], 'data' => ['x', 'y']]],
    ['singleCastBulk', [$b1 => 'x', $a1 => 'y']],
    ['singleCastBulk', [$a1 => 'x']],
    ['singleCastBulk', ['uniqIds' => $a1, 'data' => ['x', 'y']]],
    ['singleCastBulkByCustomerId', ['c' => 'x', 'd' => 'y']],
    ['topicSubscribe', $a1, ['t'], 'x'],
    ['topicUnsubscribe', $a1, 't', 'x'],
    ['topicDelete', ['t'], 'x'],
    ['topicPublish', ['t', 'u'], 'x'],
    ['topicPublishBulk', ['t' => 'x', 'u' => 'y']],
    ['forceOffline', [$b1, $a1, $a2], 'x'],
    ['forceOffline', $a1],
    ['forceOfflineByCustomerId', ['c'], 'x'],
    ['forceOfflineGuest', [$b1, $a1], 'x', 3],
    ['forceOfflineGuest', [$a1]],
    ['checkOnline', [$b1, $a1, $a2]],
    ['checkOnline', $a1],
    ['uniqIdList'],
    ['uniqIdCount'],
    ['topicCount'],
    ['topicList'],
    ['topicUniqIdList', ['t']],
    ['topicUniqIdCount', ['t'], true],
    ['topicCustomerIdList', ['t']],
    ['topicCustomerIdToUniqIdsList', ['t']],
    ['topicCustomerIdCount', ['t']],
    ['connInfo', [$b1, $a1, $a2]],
    ['connInfo', [$a1], false],
    ['connInfoByCustomerId', ['c']],
    ['metrics'],
    ['limit'],
    ['limit', (new Netsvr\LimitReq())->setOnOpen(3), '10.0.0.1:6061'],
    ['customerIdList'],
    ['customerIdCount'],
];
$task = [$a => new RecordedTaskSocket('a', '10.0.0.1:6061'), $b => new RecordedTaskSocket('b', '10.0.0.2:6061')];
$main = [$a => new RecordedMainSocket('main a'), $b => new RecordedMainSocket('main b')];
foreach ([1 => 'one gateway', 2 => 'two gateways'] as $count => $gateways) {
    foreach (
        [
            ', no manager of main sockets' => null,
            ', main sockets not started' => [],
            ', main sockets started' => array_slice($main, 0, $count),
            ', one main socket' => array_slice($main, 0, 1),
        ] as $mains => $started
    ) {
        if ($count === 1 && $mains === ', one main socket') {
            continue;
        }
        echo "-- $gateways$mains\n";
        Container::setInstance(new RecordedContainer(array_filter([
            TaskSocketMangerInterface::class => new RecordedTaskManager('task', array_slice($task, 0, $count)),
            MainSocketManagerInterface::class => $started === null ? null : new RecordedMainManager('main', $started),
        ])));
        foreach ($calls as $call) {
            $method = array_shift($call);
            NetBus::$method(...$call);
            echo "$method: ", Calls::take(), "\n";
        }
    }
}
?>
--EXPECT--
-- one gateway, no manager of main sockets
connInfoUpdate: has main, get task, task.getSocket 0a00000117ad, a.send 900002001 699814e1
connInfoDelete: has main, get task, task.getSocket 0a00000117ad, a.send 900002002 30443659
broadcast: has main, get task, task.getSockets, a.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002004 2fe65702
multicast: get task, task.count, has main, get task, task.getSocket 0a00000217ad
multicast: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002004 46d2893f
multicast: get task, task.count, has main, get task, task.getSocket short
multicastByCustomerId: has main, get task, task.getSockets, a.send 900002005 cd2bbd13
singleCast: has main, get task, task.getSocket 0a00000117ad, a.send 900002006 0fd62b53
singleCast: has main, get task, task.getSocket short
singleCastByCustomerId: has main, get task, task.getSockets, a.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 17c3a826
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 17c3a826
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get task, task.getSockets, a.send 900002009 a92cdb7f
topicSubscribe: has main, get task, task.getSocket 0a00000117ad, a.send 900002010 262c69ec
topicUnsubscribe: has main, get task, task.getSocket 0a00000117ad, a.send 900002011 a6dc7ef3
topicDelete: has main, get task, task.getSockets, a.send 900002012 67d10ddd
topicPublish: has main, get task, task.getSockets, a.send 900002013 94206f5d
topicPublishBulk: has main, get task, task.getSockets, a.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002015 1499c63e
forceOffline: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get task, task.getSockets, a.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002017 0911bdf7
forceOfflineGuest: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 571ff41d, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 0dde5dbc, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr
-- one gateway, main sockets not started
connInfoUpdate: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002001 699814e1
connInfoDelete: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002002 30443659
broadcast: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002004 2fe65702
multicast: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002004 46d2893f
multicast: get task, task.count, has main, get main, main.getSocket short, get task, task.getSocket short
multicastByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002005 cd2bbd13
singleCast: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002006 0fd62b53
singleCast: has main, get main, main.getSocket short, get task, task.getSocket short
singleCastByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 17c3a826
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 17c3a826
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002009 a92cdb7f
topicSubscribe: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002010 262c69ec
topicUnsubscribe: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002011 a6dc7ef3
topicDelete: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002012 67d10ddd
topicPublish: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002013 94206f5d
topicPublishBulk: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002015 1499c63e
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002017 0911bdf7
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 571ff41d, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 0dde5dbc, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr
-- one gateway, main sockets started
connInfoUpdate: has main, get main, main.getSocket 0a00000117ad, main a.send 900002001 699814e1
connInfoDelete: has main, get main, main.getSocket 0a00000117ad, main a.send 900002002 30443659
broadcast: has main, get main, main.getSockets, main a.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 2fe65702
multicast: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 46d2893f
multicast: get task, task.count, has main, get main, main.getSocket short, get task, task.getSocket short
multicastByCustomerId: has main, get main, main.getSockets, main a.send 900002005 cd2bbd13
singleCast: has main, get main, main.getSocket 0a00000117ad, main a.send 900002006 0fd62b53
singleCast: has main, get main, main.getSocket short, get task, task.getSocket short
singleCastByCustomerId: has main, get main, main.getSockets, main a.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 17c3a826
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 17c3a826
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get main, main.getSockets, main a.send 900002009 a92cdb7f
topicSubscribe: has main, get main, main.getSocket 0a00000117ad, main a.send 900002010 262c69ec
topicUnsubscribe: has main, get main, main.getSocket 0a00000117ad, main a.send 900002011 a6dc7ef3
topicDelete: has main, get main, main.getSockets, main a.send 900002012 67d10ddd
topicPublish: has main, get main, main.getSockets, main a.send 900002013 94206f5d
topicPublishBulk: has main, get main, main.getSockets, main a.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002015 1499c63e
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get main, main.getSockets, main a.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002017 0911bdf7
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 571ff41d, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 0dde5dbc, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr
-- two gateways, no manager of main sockets
connInfoUpdate: has main, get task, task.getSocket 0a00000117ad, a.send 900002001 699814e1
connInfoDelete: has main, get task, task.getSocket 0a00000117ad, a.send 900002002 30443659
broadcast: has main, get task, task.getSockets, a.send 900002003 d33d0dc0, b.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get task, task.getSocket 0a00000217ad, b.send 900002004 1ecc2017, has main, get task, task.getSocket 0a00000117ad, a.send 900002004 d6ff1f42
multicast: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002004 46d2893f, has main, get task, task.getSocket 0a00000217ad, b.send 900002004 1ecc2017
multicast: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002004 46d2893f
multicast: get task, task.count, has main, get task, task.getSocket short
multicastByCustomerId: has main, get task, task.getSockets, a.send 900002005 cd2bbd13, b.send 900002005 cd2bbd13
singleCast: has main, get task, task.getSocket 0a00000117ad, a.send 900002006 0fd62b53
singleCast: has main, get task, task.getSocket short
singleCastByCustomerId: has main, get task, task.getSockets, a.send 900002008 5e5046e8, b.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000217ad, b.send 900002007 734ad34d, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000217ad, b.send 900002007 734ad34d, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get task, task.getSockets, a.send 900002009 a92cdb7f, b.send 900002009 a92cdb7f
topicSubscribe: has main, get task, task.getSocket 0a00000117ad, a.send 900002010 262c69ec
topicUnsubscribe: has main, get task, task.getSocket 0a00000117ad, a.send 900002011 a6dc7ef3
topicDelete: has main, get task, task.getSockets, a.send 900002012 67d10ddd, b.send 900002012 67d10ddd
topicPublish: has main, get task, task.getSockets, a.send 900002013 94206f5d, b.send 900002013 94206f5d
topicPublishBulk: has main, get task, task.getSockets, a.send 900002014 d084d0cc, b.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get task, task.getSocket 0a00000217ad, b.send 900002015 8c295cbc, has main, get task, task.getSocket 0a00000117ad, a.send 900002015 3e5e1692
forceOffline: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get task, task.getSockets, a.send 900002016 c5dcaddd, b.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get task, task.getSocket 0a00000217ad, b.send 900002017 f6f9c820, has main, get task, task.getSocket 0a00000117ad, a.send 900002017 04ae25d8
forceOfflineGuest: get task, task.count, has main, get task, task.getSocket 0a00000117ad, a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003003 0369dc9d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003003 d8afde0b, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr, b.send 900003006 64c99801, b.receive, b.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr, b.send 900003007 13cea897, b.receive, b.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr, b.send 900003009 a473f4ac, b.receive, b.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr, b.send 900003008 d374c43a, b.receive, b.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr, b.send 900003010 c7aed7d1, b.receive, b.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr, b.send 900003011 37d4971a, b.receive, b.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr, b.send 900003012 e2c5880d, b.receive, b.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr, b.send 900003013 5a79ef68, b.receive, b.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr, b.send 900003014 48cc4086, b.receive, b.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003015 173c705d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003015 43bf6ddf, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive, b.send 900003016 97203b42, b.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr, b.send 900003017 aaa87c9e, b.receive, b.getWorkerAddr, b.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr, b.send 900003018 33a12d24, b.receive, b.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr, b.send 900003004 8ac7f92d, b.receive, b.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr, b.send 900003005 fdc0c9bb, b.receive, b.getWorkerAddr
-- two gateways, main sockets not started
connInfoUpdate: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002001 699814e1
connInfoDelete: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002002 30443659
broadcast: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002003 d33d0dc0, b.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002004 1ecc2017, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002004 d6ff1f42
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002004 46d2893f, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002004 1ecc2017
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002004 46d2893f
multicast: get task, task.count, has main, get main, main.getSocket short, get task, task.getSocket short
multicastByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002005 cd2bbd13, b.send 900002005 cd2bbd13
singleCast: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002006 0fd62b53
singleCast: has main, get main, main.getSocket short, get task, task.getSocket short
singleCastByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002008 5e5046e8, b.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002007 734ad34d, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002007 734ad34d, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002009 a92cdb7f, b.send 900002009 a92cdb7f
topicSubscribe: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002010 262c69ec
topicUnsubscribe: has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002011 a6dc7ef3
topicDelete: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002012 67d10ddd, b.send 900002012 67d10ddd
topicPublish: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002013 94206f5d, b.send 900002013 94206f5d
topicPublishBulk: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002014 d084d0cc, b.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002015 8c295cbc, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002015 3e5e1692
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get main, main.getSockets, get task, task.getSockets, a.send 900002016 c5dcaddd, b.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002017 f6f9c820, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002017 04ae25d8
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, get task, task.getSocket 0a00000117ad, a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003003 0369dc9d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003003 d8afde0b, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr, b.send 900003006 64c99801, b.receive, b.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr, b.send 900003007 13cea897, b.receive, b.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr, b.send 900003009 a473f4ac, b.receive, b.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr, b.send 900003008 d374c43a, b.receive, b.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr, b.send 900003010 c7aed7d1, b.receive, b.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr, b.send 900003011 37d4971a, b.receive, b.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr, b.send 900003012 e2c5880d, b.receive, b.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr, b.send 900003013 5a79ef68, b.receive, b.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr, b.send 900003014 48cc4086, b.receive, b.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003015 173c705d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003015 43bf6ddf, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive, b.send 900003016 97203b42, b.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr, b.send 900003017 aaa87c9e, b.receive, b.getWorkerAddr, b.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr, b.send 900003018 33a12d24, b.receive, b.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr, b.send 900003004 8ac7f92d, b.receive, b.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr, b.send 900003005 fdc0c9bb, b.receive, b.getWorkerAddr
-- two gateways, main sockets started
connInfoUpdate: has main, get main, main.getSocket 0a00000117ad, main a.send 900002001 699814e1
connInfoDelete: has main, get main, main.getSocket 0a00000117ad, main a.send 900002002 30443659
broadcast: has main, get main, main.getSockets, main a.send 900002003 d33d0dc0, main b.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get main, main.getSocket 0a00000217ad, main b.send 900002004 1ecc2017, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 d6ff1f42
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 46d2893f, has main, get main, main.getSocket 0a00000217ad, main b.send 900002004 1ecc2017
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 46d2893f
multicast: get task, task.count, has main, get main, main.getSocket short, get task, task.getSocket short
multicastByCustomerId: has main, get main, main.getSockets, main a.send 900002005 cd2bbd13, main b.send 900002005 cd2bbd13
singleCast: has main, get main, main.getSocket 0a00000117ad, main a.send 900002006 0fd62b53
singleCast: has main, get main, main.getSocket short, get task, task.getSocket short
singleCastByCustomerId: has main, get main, main.getSockets, main a.send 900002008 5e5046e8, main b.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000217ad, main b.send 900002007 734ad34d, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000217ad, main b.send 900002007 734ad34d, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get main, main.getSockets, main a.send 900002009 a92cdb7f, main b.send 900002009 a92cdb7f
topicSubscribe: has main, get main, main.getSocket 0a00000117ad, main a.send 900002010 262c69ec
topicUnsubscribe: has main, get main, main.getSocket 0a00000117ad, main a.send 900002011 a6dc7ef3
topicDelete: has main, get main, main.getSockets, main a.send 900002012 67d10ddd, main b.send 900002012 67d10ddd
topicPublish: has main, get main, main.getSockets, main a.send 900002013 94206f5d, main b.send 900002013 94206f5d
topicPublishBulk: has main, get main, main.getSockets, main a.send 900002014 d084d0cc, main b.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000217ad, main b.send 900002015 8c295cbc, has main, get main, main.getSocket 0a00000117ad, main a.send 900002015 3e5e1692
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get main, main.getSockets, main a.send 900002016 c5dcaddd, main b.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000217ad, main b.send 900002017 f6f9c820, has main, get main, main.getSocket 0a00000117ad, main a.send 900002017 04ae25d8
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003003 0369dc9d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003003 d8afde0b, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr, b.send 900003006 64c99801, b.receive, b.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr, b.send 900003007 13cea897, b.receive, b.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr, b.send 900003009 a473f4ac, b.receive, b.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr, b.send 900003008 d374c43a, b.receive, b.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr, b.send 900003010 c7aed7d1, b.receive, b.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr, b.send 900003011 37d4971a, b.receive, b.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr, b.send 900003012 e2c5880d, b.receive, b.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr, b.send 900003013 5a79ef68, b.receive, b.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr, b.send 900003014 48cc4086, b.receive, b.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003015 173c705d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003015 43bf6ddf, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive, b.send 900003016 97203b42, b.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr, b.send 900003017 aaa87c9e, b.receive, b.getWorkerAddr, b.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr, b.send 900003018 33a12d24, b.receive, b.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr, b.send 900003004 8ac7f92d, b.receive, b.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr, b.send 900003005 fdc0c9bb, b.receive, b.getWorkerAddr
-- two gateways, one main socket
connInfoUpdate: has main, get main, main.getSocket 0a00000117ad, main a.send 900002001 699814e1
connInfoDelete: has main, get main, main.getSocket 0a00000117ad, main a.send 900002002 30443659
broadcast: has main, get main, main.getSockets, main a.send 900002003 d33d0dc0
multicast: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002004 1ecc2017, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 d6ff1f42
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 46d2893f, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002004 1ecc2017
multicast: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002004 46d2893f
multicast: get task, task.count, has main, get main, main.getSocket short, get task, task.getSocket short
multicastByCustomerId: has main, get main, main.getSockets, main a.send 900002005 cd2bbd13
singleCast: has main, get main, main.getSocket 0a00000117ad, main a.send 900002006 0fd62b53
singleCast: has main, get main, main.getSocket short, get task, task.getSocket short
singleCastByCustomerId: has main, get main, main.getSockets, main a.send 900002008 5e5046e8
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002007 734ad34d, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002007 734ad34d, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 5c534af3
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 2b547a65
singleCastBulk: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002007 27eb5ba4
singleCastBulkByCustomerId: has main, get main, main.getSockets, main a.send 900002009 a92cdb7f
topicSubscribe: has main, get main, main.getSocket 0a00000117ad, main a.send 900002010 262c69ec
topicUnsubscribe: has main, get main, main.getSocket 0a00000117ad, main a.send 900002011 a6dc7ef3
topicDelete: has main, get main, main.getSockets, main a.send 900002012 67d10ddd
topicPublish: has main, get main, main.getSockets, main a.send 900002013 94206f5d
topicPublishBulk: has main, get main, main.getSockets, main a.send 900002014 d084d0cc
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002015 8c295cbc, has main, get main, main.getSocket 0a00000117ad, main a.send 900002015 3e5e1692
forceOffline: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002015 3af6c3b3
forceOfflineByCustomerId: has main, get main, main.getSockets, main a.send 900002016 c5dcaddd
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000217ad, get task, task.getSocket 0a00000217ad, b.send 900002017 f6f9c820, has main, get main, main.getSocket 0a00000117ad, main a.send 900002017 04ae25d8
forceOfflineGuest: get task, task.count, has main, get main, main.getSocket 0a00000117ad, main a.send 900002017 826b66ac
checkOnline: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003003 0369dc9d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003003 d8afde0b, a.receive
checkOnline: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003003 78775e7e, a.receive
uniqIdList: get task, task.getSockets, a.send 900003006 64c99801, a.receive, a.getWorkerAddr, b.send 900003006 64c99801, b.receive, b.getWorkerAddr
uniqIdCount: get task, task.getSockets, a.send 900003007 13cea897, a.receive, a.getWorkerAddr, b.send 900003007 13cea897, b.receive, b.getWorkerAddr
topicCount: get task, task.getSockets, a.send 900003009 a473f4ac, a.receive, a.getWorkerAddr, b.send 900003009 a473f4ac, b.receive, b.getWorkerAddr
topicList: get task, task.getSockets, a.send 900003008 d374c43a, a.receive, a.getWorkerAddr, b.send 900003008 d374c43a, b.receive, b.getWorkerAddr
topicUniqIdList: get task, task.getSockets, a.send 900003010 c7aed7d1, a.receive, a.getWorkerAddr, b.send 900003010 c7aed7d1, b.receive, b.getWorkerAddr
topicUniqIdCount: get task, task.getSockets, a.send 900003011 37d4971a, a.receive, a.getWorkerAddr, b.send 900003011 37d4971a, b.receive, b.getWorkerAddr
topicCustomerIdList: get task, task.getSockets, a.send 900003012 e2c5880d, a.receive, a.getWorkerAddr, b.send 900003012 e2c5880d, b.receive, b.getWorkerAddr
topicCustomerIdToUniqIdsList: get task, task.getSockets, a.send 900003013 5a79ef68, a.receive, a.getWorkerAddr, b.send 900003013 5a79ef68, b.receive, b.getWorkerAddr
topicCustomerIdCount: get task, task.getSockets, a.send 900003014 48cc4086, a.receive, a.getWorkerAddr, b.send 900003014 48cc4086, b.receive, b.getWorkerAddr
connInfo: get task, task.count, get task, task.getSocket 0a00000217ad, b.send 900003015 173c705d, b.receive, get task, task.getSocket 0a00000117ad, a.send 900003015 43bf6ddf, a.receive
connInfo: get task, task.count, get task, task.getSocket 0a00000117ad, a.send 900003015 37371dbd, a.receive
connInfoByCustomerId: get task, task.getSockets, a.send 900003016 97203b42, a.receive, b.send 900003016 97203b42, b.receive
metrics: get task, task.getSockets, a.send 900003017 aaa87c9e, a.receive, a.getWorkerAddr, a.getWorkerAddr, b.send 900003017 aaa87c9e, b.receive, b.getWorkerAddr, b.getWorkerAddr
limit: get task, task.getSockets, a.send 900003018 33a12d24, a.receive, a.getWorkerAddr, b.send 900003018 33a12d24, b.receive, b.getWorkerAddr
limit: get task, task.getSocket 0a00000117ad, a.send 900003018 a43e473f, a.receive, a.getWorkerAddr
customerIdList: get task, task.getSockets, a.send 900003004 8ac7f92d, a.receive, a.getWorkerAddr, b.send 900003004 8ac7f92d, b.receive, b.getWorkerAddr
customerIdCount: get task, task.getSockets, a.send 900003005 fdc0c9bb, a.receive, a.getWorkerAddr, b.send 900003005 fdc0c9bb, b.receive, b.getWorkerAddr
