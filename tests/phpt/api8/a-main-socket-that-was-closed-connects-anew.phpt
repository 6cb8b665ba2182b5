--TEST--
API 8: a main socket that was closed connects anew, and is closed again; without a connId it is not registered
--INI--
netsvr.api=8
netsvr.start=all
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrProtocol\ConnClose;
use NetsvrProtocol\ConnOpen;
use NetsvrProtocol\Event;
use NetsvrProtocol\Transfer;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);

$event = new class implements EventInterface {
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};
$open = static fn(FakeGateway $gateway): int => count(array_filter(array_column($gateway->connections(), 'open')));
$settle = static function (FakeGateway $gateway, int $wanted) use ($open): int {
    $deadline = microtime(true) + 5;
    while ($open($gateway) !== $wanted && microtime(true) < $deadline) {
        usleep(10_000);
    }
    return $open($gateway);
};
$logger = new ArrayLogger();
$main = static fn(FakeGateway $gateway): MainSocket
    => new MainSocket('', $logger, $event, Event::OnMessage, new Socket('', $logger, $gateway->addr(), 2, 2), 'beat', 45_000);

$gateway = FakeGateway::start([[GatewayFrames::registered('')], [], [GatewayFrames::registered(), Step::answer('')]]);
$socket = $main($gateway);
$manager = new MainSocketManager();
$manager->addSocket($socket);
echo 'without a connId: ';
var_dump($manager->start());
echo 'open: ', $settle($gateway, 0), "\n";

echo "closed, and closed again after it has connected\n";
$socket->close();
var_dump($socket->connect());
echo 'open: ', $settle($gateway, 1), "\n";
$socket->close();
echo 'open: ', $settle($gateway, 0), "\n";

echo 'with a connId: ';
var_dump($manager->start());
$manager->close();
echo 'open: ', $settle($gateway, 0), "\n";
GatewayFrames::print($gateway->frames(3));
foreach ($logger->records as $record) {
    if ($record[0] === 'error') {
        preg_match('~^(.*)\n.*--> (.*?)(?: in /.*)?$~m', $record[1], $line);
        echo str_replace($gateway->addr(), 'the gateway', $line[1]), ' ', $line[2], "\n";
    }
}
?>
--EXPECT--
without a connId: bool(false)
open: 0
closed, and closed again after it has connected
bool(true)
open: 1
open: 0
with a connId: bool(true)
open: 0
  connection 0 sent Register
  connection 2 sent Register, Unregister conn-1
register to the gateway failed. the gateway has given no connId
