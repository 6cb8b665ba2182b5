--TEST--
TaskSocket that was idle longer than maxIdleTime connects anew before it sends
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
$logger = Setup::netBusAt([$gateway->workerAddr], maxIdleTime: 1);
NetBus::singleCast($client->uniqId, 'first');
usleep(2_300_000);
NetBus::singleCast($client->uniqId, 'after the pause');
NetBus::singleCast($client->uniqId, 'at once');
var_dump($client->receiveAll(atLeast: 3));
foreach ($logger->take() as $line) {
    echo str_replace($gateway->workerAddr, 'gateway', $line), "\n";
}
--EXPECT--
array(3) {
  [0]=>
  string(5) "first"
  [1]=>
  string(15) "after the pause"
  [2]=>
  string(7) "at once"
}
info test connect to gateway ok.
info test close connection gateway ok.
info test connect to gateway ok.
