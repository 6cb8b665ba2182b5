--TEST--
Gateway down: a one-way command writes error lines, throws nothing, and the other gateway gets its message
--INI--
netsvr.persistent=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$down = DevGate::start();
$up = DevGate::start();
$client = $up->client();
$down->kill();
$names = [$down->workerAddr => 'the gateway that is down', $up->workerAddr => 'the other gateway'];
$logger = Setup::netBus($down, $up);
var_dump(NetBus::broadcast('hello'));
var_dump($client->receiveAll(atLeast: 1));
foreach ($logger->take() as $line) {
    echo strtr($line, $names), "\n";
}
--EXPECT--
NULL
array(1) {
  [0]=>
  string(5) "hello"
}
error test connect to the gateway that is down failed.
error test send to the gateway that is down failed.
info test connect to the other gateway ok.
