--TEST--
A main socket that is freed with frames that wait, its connection closed by user code, writes them nowhere
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
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(20);
$gateway = FakeGateway::start([[GatewayFrames::registered(), Step::stopReading()]], 4096);
$handler = new class implements EventInterface {
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
$socket = new Socket('', new ArrayLogger(), $gateway->addr(), 5, 5);
$main = new MainSocket('', new ArrayLogger(), $handler, $socket, 'beat', Event::OnMessage, 1, 45_000);
$main->connect();
$socket->getSocket();
var_dump($main->register());
for ($number = 0; $number < 100; $number++) {
    $main->send(pack('N', Cmd::Broadcast) . str_repeat('x', 100000));
}
$socket->close();

// what is opened next gets the number of the descriptor that was closed
[$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
unset($main);
stream_set_blocking($there, false);
var_dump(fread($there, 10));
$gateway->stop();
?>
--EXPECT--
bool(true)
string(0) ""
