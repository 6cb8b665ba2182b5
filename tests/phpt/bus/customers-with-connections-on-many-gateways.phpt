--TEST--
What many gateways tell of one customer is added up in a time that grows with their number, not with its square
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\ConnInfoByCustomerIdResp;
use Netsvr\ConnInfoByCustomerIdRespItem;
use Netsvr\ConnInfoByCustomerIdRespItems;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\ProcessorTime;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

const GATEWAYS = 4000;
const CONNECTIONS = 20;

Setup::endAfter(100);
ini_set('memory_limit', '-1');
$manager = new class implements TaskSocketMangerInterface {
    /** @var list<RecordingTaskSocket> */
    public array $sockets = [];

    public function getSockets(): array
    {
        return $this->sockets;
    }

    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        return null;
    }

    public function addSocket(TaskSocketInterface $socket): void
    {
    }

    public function count(): int
    {
        return count($this->sockets);
    }

    public function close(): void
    {
    }
};
for ($number = 0; $number < GATEWAYS; $number++) {
    $manager->sockets[] = new RecordingTaskSocket("127.0.0.1:$number");
}
Setup::bind($manager);
$items = (new ConnInfoByCustomerIdRespItems())->setItems(array_fill(0, CONNECTIONS, new ConnInfoByCustomerIdRespItem()));
$ask = static function (bool $same) use ($manager, $items): float {
    foreach ($manager->sockets as $number => $socket) {
        $message = (new ConnInfoByCustomerIdResp())->setItems([$same ? 'ann' : "ann $number" => $items]);
        $socket->answer = pack('N', Cmd::ConnInfoByCustomerId) . $message->serializeToString();
    }
    $took = ProcessorTime::taken(static function () use (&$answer): void {
        $answer = NetBus::connInfoByCustomerId(['ann']);
    });
    $count = array_sum(array_map(count(...), $answer));
    echo $count === GATEWAYS * CONNECTIONS ? 'all' : $count, ' connections of ', count($answer), " customers\n";
    return $took;
};
$apart = $ask(false);
$together = $ask(true);
echo $together < 3 * $apart + 0.1 ? 'in proportion' : "$together s instead of $apart s", "\n";
?>
--EXPECT--
all connections of 4000 customers
all connections of 1 customers
in proportion
