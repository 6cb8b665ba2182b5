--TEST--
TaskSocket connects when it is first used, not before, and once
--INI--
netsvr.persistent=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = DevGate::start();
$client = $gateway->client();
$logger = Setup::netBus($gateway);
$socket = Setup::taskSocketOf($gateway);
var_dump($socket->isConnected(), $logger->take());
NetBus::singleCast($client->uniqId, 'first');
NetBus::uniqIdCount();
NetBus::singleCast($client->uniqId, 'second');
var_dump($socket->isConnected(), $client->receiveAll(atLeast: 2));
foreach ($logger->take() as $line) {
    echo str_replace($gateway->workerAddr, 'gateway', $line), "\n";
}
--EXPECT--
bool(false)
array(0) {
}
bool(true)
array(2) {
  [0]=>
  string(5) "first"
  [1]=>
  string(6) "second"
}
info test connect to gateway ok.
