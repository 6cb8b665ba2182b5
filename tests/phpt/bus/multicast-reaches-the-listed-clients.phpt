--TEST--
NetBus::multicast() reaches the listed clients, each once
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::multicast($scene->ann->uniqId, 'a string');
    NetBus::multicast([$scene->bob->uniqId], 'a list of one');
    NetBus::multicast([$scene->ann->uniqId, $scene->dan->uniqId, $scene->bob->uniqId], 'a list');
    NetBus::multicast(['x' => $scene->cat->uniqId, 7 => $scene->dan->uniqId], 'keys do not matter');
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "a string", "a list"
  bob received "a list of one", "a list"
  cat received "keys do not matter"
  dan received "a list", "keys do not matter"
two gateways
  ann received "a string", "a list"
  bob received "a list of one", "a list"
  cat received "keys do not matter"
  dan received "a list", "keys do not matter"
