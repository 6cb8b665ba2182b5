--TEST--
TaskSocketMangerInterface implemented in PHP: NetBus asks it for sockets
--INI--
netsvr.functions=1
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

final class RecordingManager implements TaskSocketMangerInterface
{
    public array $asked = [];
    public int $counted = 0;
    /** @var array<string, TaskSocketInterface> */
    public array $sockets = [];

    public function addSocket(TaskSocketInterface $socket): void
    {
        $this->sockets[\NetsvrBusiness\workerAddrConvertToHex($socket->getWorkerAddr())] = $socket;
    }

    public function count(): int
    {
        $this->counted++;
        return count($this->sockets);
    }

    public function getSockets(): array
    {
        $this->asked[] = 'getSockets';
        return $this->sockets;
    }

    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        $this->asked[] = "getSocket $workerAddrAsHex";
        return $this->sockets[$workerAddrAsHex] ?? null;
    }

    public function close(): void
    {
        $this->asked[] = 'close';
    }
}

$manager = new RecordingManager();
$one = new RecordingTaskSocket('10.0.0.1:6061');
$two = new RecordingTaskSocket('10.0.0.2:6061');
$manager->addSocket($one);
$manager->addSocket($two);
Setup::bind(fn(): TaskSocketMangerInterface => $manager);
$print = function (string $title) use ($manager, $one, $two): void {
    echo "$title: ", implode(', ', array_unique($manager->asked)), '; sent ', count($one->sent), ' and ', count($two->sent), "\n";
    $manager->asked = $one->sent = $two->sent = [];
};

NetBus::broadcast('x');
$print('broadcast');
NetBus::singleCast('0a00000217ad6621e43b00000001', 'x');
$print('singleCast');
$manager->counted = 0;
NetBus::multicast(['0a00000217ad6621e43b00000001', '0a00000117ad6621e43b00000001'], 'x');
$print('multicast');
var_dump($manager->counted > 0);
foreach ([$one, $two] as $index => $socket) {
    $socket->answer = pack('N', Cmd::UniqIdCount) . (new UniqIdCountResp())->setCount($index + 1)->serializeToString();
}
echo json_encode(NetBus::uniqIdCount()), "\n";
$print('uniqIdCount');
$manager->sockets = [];
var_dump(NetBus::uniqIdCount());
--EXPECT--
broadcast: getSockets; sent 1 and 1
singleCast: getSocket 0a00000217ad; sent 0 and 1
multicast: getSocket 0a00000217ad, getSocket 0a00000117ad; sent 1 and 1
bool(true)
[{"workerAddr":"10.0.0.1:6061","count":1},{"workerAddr":"10.0.0.2:6061","count":2}]
uniqIdCount: getSockets; sent 1 and 1
netsvr: uniqIdCount: no gateway is configured, nothing was asked: call addSocket() of the TaskSocketManger that is bound, once for each gateway
array(0) {
}
