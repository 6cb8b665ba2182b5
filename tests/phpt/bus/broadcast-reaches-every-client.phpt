--TEST--
NetBus::broadcast() reaches every client of every gateway
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::broadcast('hello');
    NetBus::broadcast('');
    NetBus::broadcast('你好');
    foreach (['ann', 'bob', 'cat', 'dan'] as $name) {
        $scene->print($name, $scene->$name->receiveAll(0.3, 2));
    }
});
--EXPECT--
one gateway
  ann: ["hello","你好"]
  bob: ["hello","你好"]
  cat: ["hello","你好"]
  dan: ["hello","你好"]
two gateways
  ann: ["hello","你好"]
  bob: ["hello","你好"]
  cat: ["hello","你好"]
  dan: ["hello","你好"]
