--TEST--
A main socket whose socket user code has closed writes nothing where its connection was, and reads nothing there
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = FakeGateway::start([[GatewayFrames::registered()]]);
$handler = new class implements EventInterface {
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public bool $called = false;

    public function onMessage(Transfer $transfer): void
    {
        $this->called = true;
        echo 'onMessage ', $transfer->getData(), "\n";
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};
$logger = new ArrayLogger();
$socket = new Socket('', $logger, $gateway->addr(), 5, 5);
$main = new MainSocket('', $logger, $handler, $socket, 'beat', Event::OnMessage, 1, 45_000);
$manager = new MainSocketManager();
$manager->addSocket($main);
$main->connect();
var_dump(is_resource($socket->getSocket()), $main->register());
$socket->close();

// what is opened next gets the number of the descriptor that was closed
[$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($there, GatewayFrames::message('somebody', 'from elsewhere'));
$main->send(pack('N', Cmd::Broadcast));
stream_set_blocking($there, false);
var_dump(fread($there, 100));
// it is registered again by the loop
$manager->run(static function (MainSocketManager $manager) use ($gateway, $handler): void {
    static $pushed = false;
    if (count($gateway->frames()) < 2) {
        return;
    }
    $pushed || $gateway->push(GatewayFrames::message('somebody', 'from the gateway'));
    $pushed = true;
    $handler->called && $manager->close();
}, 300);
var_dump(fread($there, 100), strlen(fread($here, 100)) > 0);
GatewayFrames::print($gateway->frames());
$gateway->stop();
?>
--EXPECT--
bool(true)
bool(true)
string(0) ""
onMessage from the gateway
string(0) ""
bool(true)
  connection 0 sent Register
  connection 1 sent Register, Unregister conn-1
