--TEST--
Socket: connect() and close() change its state and write a log line each
--INI--
netsvr.persistent=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = DevGate::start();
$logger = new ArrayLogger();
$printLog = function () use ($logger, $gateway): void {
    foreach ($logger->take() as $line) {
        echo '  ', str_replace($gateway->workerAddr, 'gateway', $line), "\n";
    }
};
$socket = new Socket('  Socket#1  ', $logger, $gateway->workerAddr, 5, 5);
echo "connected\n";
var_dump($socket->connect(), $socket->isConnected(), is_resource($socket->getSocket()));
$printLog();
echo "connected again\n";
$first = $socket->getSocket();
var_dump($socket->connect(), $socket->isConnected(), is_resource($first), is_resource($socket->getSocket()));
$printLog();
echo "closed\n";
$socket->close();
$socket->close();
var_dump($socket->isConnected(), $socket->getSocket());
$printLog();
echo "without a prefix, closed by the destructor\n";
$socket = new Socket('', $logger, $gateway->workerAddr, 5, 5);
$socket->connect();
unset($socket);
$printLog();
echo "gateway gone\n";
$gateway->stop();
$socket = new Socket('Socket#2', $logger, $gateway->workerAddr, 5, 5);
var_dump($socket->connect(), $socket->isConnected(), $socket->getSocket());
$printLog();
--EXPECT--
connected
bool(true)
bool(true)
bool(true)
  info Socket#1 connect to gateway ok.
connected again
bool(true)
bool(true)
bool(false)
bool(true)
  info Socket#1 close connection gateway ok.
  info Socket#1 connect to gateway ok.
closed
bool(false)
NULL
  info Socket#1 close connection gateway ok.
without a prefix, closed by the destructor
  info connect to gateway ok.
  info close connection gateway ok.
gateway gone
bool(false)
bool(false)
NULL
  error Socket#2 connect to gateway failed.
