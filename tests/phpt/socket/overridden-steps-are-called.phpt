--TEST--
Overridden _receive(), close() and closeTcpConnection() are called where the package calls them
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\Workerman\MainSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;

final class Told extends TaskSocket
{
    public function close(): void
    {
        echo "close\n";
        parent::close();
    }

    protected function _receive(int $length): string
    {
        echo "_receive($length)\n";
        return parent::_receive($length);
    }
}

final class ToldMain extends MainSocket
{
    protected function closeTcpConnection(): void
    {
        echo "closeTcpConnection\n";
        parent::closeTcpConnection();
    }
}

Setup::endAfter(20);
$gateway = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($gateway, false);
$socket = new Told('', new ArrayLogger(), $address, 2, 2, 100);
var_dump($socket->send('x'));
$accepted = stream_socket_accept($gateway, 5);
fwrite($accepted, pack('N', 3) . 'abc');
var_dump($socket->receive());
fclose($accepted);
var_dump($socket->receive(), $socket->isConnected());
fclose($gateway);
var_dump($socket->send('y'));
$events = new class implements EventInterface {
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
$main = new ToldMain('', new ArrayLogger(), $events, new Socket('', new ArrayLogger(), $address, 1, 1), 'beat', 7, 1, 45_000);
$main->close();
?>
--EXPECT--
close
bool(true)
_receive(4)
_receive(3)
string(3) "abc"
_receive(4)
close
bool(false)
bool(false)
close
bool(false)
closeTcpConnection
close
