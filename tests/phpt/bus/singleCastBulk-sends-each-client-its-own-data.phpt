--TEST--
NetBus::singleCastBulk() sends each client its own data, in every shape of its argument
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    [$ann, $bob, $dan] = [$scene->ann->uniqId, $scene->bob->uniqId, $scene->dan->uniqId];
    NetBus::singleCastBulk([$ann => 'map: ann', $dan => 'map: dan', $bob => 'map: bob']);
    NetBus::singleCastBulk([$dan => 'map of one']);
    NetBus::singleCastBulk(['uniqIds' => [$dan, $ann, $dan], 'data' => ['lists: 1', 'lists: 2', 'lists: 3']]);
    NetBus::singleCastBulk(['uniqIds' => $ann, 'data' => ['one id: 1', 'one id: 2']]);
    NetBus::singleCastBulk(['uniqIds' => [$dan], 'data' => ['list of one id: 1', 'list of one id: 2']]);
    NetBus::singleCastBulk(['uniqIds' => [$dan], 'data' => 'one id, one string']);
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "map: ann", "lists: 2", "one id: 1", "one id: 2"
  bob received "map: bob"
  cat received nothing
  dan received "map: dan", "map of one", "lists: 1", "lists: 3", "list of one id: 1", "list of one id: 2", "one id, one string"
two gateways
  ann received "map: ann", "lists: 2", "one id: 1", "one id: 2"
  bob received "map: bob"
  cat received nothing
  dan received "map: dan", "map of one", "lists: 1", "lists: 3", "list of one id: 1", "list of one id: 2", "one id, one string"
