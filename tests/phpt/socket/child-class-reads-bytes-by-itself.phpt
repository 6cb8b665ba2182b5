--TEST--
A child class of Socket may read an answer byte by byte with _receive(), and gets an exception when there is none
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

final class ByHand extends Socket
{
    public function answer(): array
    {
        $length = unpack('N', $this->_receive(4))[1];
        $command = unpack('N', $this->_receive(4))[1];
        return [Cmd::name($command), $this->_receive($length - 4)];
    }
}

Setup::endAfter(30);
$gateway = DevGate::start();
$client = $gateway->client();
$socket = new ByHand('test', new ArrayLogger(), $gateway->workerAddr, 1, 5);

try {
    $socket->answer();
} catch (SocketReceiveException $exception) {
    echo $exception->getMessage(), "\n";
}

$socket->connect();
foreach (['first', 'second'] as $which) {
    $socket->send(pack('N', Cmd::UniqIdCount));
    [$name, $body] = $socket->answer();
    $answer = new UniqIdCountResp();
    $answer->mergeFromString($body);
    echo "$which: $name, ", $answer->getCount(), "\n";
}

try {
    $socket->answer();
} catch (SocketReceiveException $exception) {
    echo $exception->getMessage(), "\n";
}
var_dump($socket->isConnected());
$gateway->stop();
?>
--EXPECT--
not connected
first: UniqIdCount, 1
second: UniqIdCount, 1
reading took longer than 1s
bool(false)
