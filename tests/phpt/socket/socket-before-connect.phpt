--TEST--
Socket before connect(): no stream, send() and receive() return false and say so in the log
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\SocketInterface;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$logger = new ArrayLogger();
$socket = new Socket('Socket#1', $logger, '127.0.0.1:6061', 5, 5);
var_dump($socket instanceof SocketInterface);
var_dump($socket->getWorkerAddr(), $socket->isConnected(), $socket->getSocket());
var_dump($socket->send('frame'), $socket->receive());
$socket->close();
print_r($logger->take());
--EXPECT--
bool(true)
string(14) "127.0.0.1:6061"
bool(false)
NULL
bool(false)
bool(false)
Array
(
    [0] => error Socket#1 send to 127.0.0.1:6061 failed.
    [1] => error Socket#1 receive from 127.0.0.1:6061 failed.
)
