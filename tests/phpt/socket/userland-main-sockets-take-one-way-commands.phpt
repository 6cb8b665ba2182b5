--TEST--
MainSocketManagerInterface and MainSocketInterface implemented in PHP: one-way commands prefer them, requests do not use them
--INI--
netsvr.functions=1
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

final class RecordingMainSocket implements MainSocketInterface
{
    public array $sent = [];

    public function __construct(private string $workerAddr)
    {
    }

    public function send(string $data): void
    {
        $this->sent[] = $data;
    }

    public function getWorkerAddr(): string
    {
        return $this->workerAddr;
    }

    public function connect(): bool
    {
        return true;
    }

    public function register(): bool
    {
        return true;
    }

    public function unregister(): bool
    {
        return true;
    }

    public function loopHeartbeat(): void
    {
    }

    public function close(): void
    {
    }
}

final class UserlandMainSocketManager implements MainSocketManagerInterface
{
    private array $sockets = [];
    private bool $started = false;

    public function addSocket(MainSocketInterface $socket): void
    {
        $this->sockets[\NetsvrBusiness\workerAddrConvertToHex($socket->getWorkerAddr())] = $socket;
    }

    public function getSockets(): array
    {
        return $this->started ? $this->sockets : [];
    }

    public function getSocket(string $workerAddrAsHex): ?MainSocketInterface
    {
        return $this->getSockets()[$workerAddrAsHex] ?? null;
    }

    public function start(): bool
    {
        return $this->started = true;
    }

    public function close(): void
    {
        $this->started = false;
    }
}

$addrs = ['10.0.0.1:6061', '10.0.0.2:6061'];
$tasks = array_map(static fn(string $addr): RecordingTaskSocket => new RecordingTaskSocket($addr), $addrs);
$main = new RecordingMainSocket($addrs[0]);
$taskManager = new TaskSocketManger();
array_map($taskManager->addSocket(...), $tasks);
$mainManager = new UserlandMainSocketManager();
$mainManager->addSocket($main);
Setup::bind($taskManager);
Container::getInstance()->bind(MainSocketManagerInterface::class, $mainManager);

$ofOne = '0a00000117ad6621e43b00000001';
$ofTwo = '0a00000217ad6621e43b00000001';
$print = function (string $title) use ($main, $tasks): void {
    $cmds = static fn(array $sent): string => implode(' ', array_map(
        static fn(string $data): int => unpack('N', $data)[1],
        $sent
    ));
    printf("%s: main [%s] task [%s] task [%s]\n", $title, $cmds($main->sent), $cmds($tasks[0]->sent), $cmds($tasks[1]->sent));
    $main->sent = $tasks[0]->sent = $tasks[1]->sent = [];
};

echo "not started\n";
NetBus::broadcast('x');
$print('broadcast');
NetBus::singleCast($ofOne, 'x');
$print('singleCast');

echo "started, with a main socket for the first gateway only\n";
$mainManager->start();
NetBus::broadcast('x');
$print('broadcast');
NetBus::singleCast($ofOne, 'x');
$print('singleCast to the first');
NetBus::singleCast($ofTwo, 'x');
$print('singleCast to the second');
NetBus::multicast([$ofOne, $ofTwo], 'x');
$print('multicast');
NetBus::topicSubscribe($ofOne, 'news');
$print('topicSubscribe');
foreach ($tasks as $task) {
    $task->answer = pack('N', Cmd::UniqIdCount) . (new UniqIdCountResp())->setCount(1)->serializeToString();
}
NetBus::uniqIdCount();
$print('uniqIdCount');

echo "closed\n";
$mainManager->close();
NetBus::broadcast('x');
$print('broadcast');
--EXPECT--
not started
broadcast: main [] task [900002003] task [900002003]
singleCast: main [] task [900002006] task []
started, with a main socket for the first gateway only
broadcast: main [900002003] task [] task []
singleCast to the first: main [900002006] task [] task []
singleCast to the second: main [] task [] task [900002006]
multicast: main [900002004] task [] task [900002004]
topicSubscribe: main [900002010] task [] task []
uniqIdCount: main [] task [900003007] task [900003007]
closed
broadcast: main [] task [900002003] task [900002003]
