--TEST--
Socket: send() writes a frame, receive() reads one, and returns false when none comes in time or the gateway is gone
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = DevGate::start();
$client = $gateway->client();
$logger = new ArrayLogger();
$socket = new Socket('Socket#1', $logger, $gateway->workerAddr, 1, 5);
$socket->connect();

var_dump($socket->send(pack('N', Cmd::UniqIdCount)));
$answer = $socket->receive();
var_dump(unpack('N', $answer)[1] === Cmd::UniqIdCount);
$count = new UniqIdCountResp();
$count->mergeFromString(substr($answer, 4));
var_dump($count->getCount());

echo "nothing to receive\n";
$start = microtime(true);
var_dump($socket->receive(), microtime(true) - $start < 5, $socket->isConnected());

echo "gateway gone\n";
$socket->connect();
$gateway->kill();
$logger->take();
var_dump($socket->receive(), $socket->isConnected());
foreach ($logger->take() as $line) {
    echo str_replace($gateway->workerAddr, 'gateway', $line), "\n";
}
--EXPECT--
bool(true)
bool(true)
int(1)
nothing to receive
bool(false)
bool(true)
bool(false)
gateway gone
bool(false)
bool(false)
info Socket#1 close connection gateway ok.
error Socket#1 receive from gateway failed.
