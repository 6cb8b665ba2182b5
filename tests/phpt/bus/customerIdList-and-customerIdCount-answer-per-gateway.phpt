--TEST--
NetBus::customerIdList() and customerIdCount() answer for each gateway, each customer once
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->printEach('no list', NetBus::customerIdList());
    $scene->printEach('no count', NetBus::customerIdCount());
    $scene->login($scene->ann, 'alice');
    $scene->login($scene->bob, 'alice');
    $scene->login($scene->dan, '42');
    $scene->printEach('list', NetBus::customerIdList());
    $scene->printEach('count', NetBus::customerIdCount());
});
--EXPECT--
one gateway
  no list:
    {"workerAddr":"gateway 1","customerIds":[]}
  no count:
    {"workerAddr":"gateway 1","count":0}
  list:
    {"workerAddr":"gateway 1","customerIds":["42","alice"]}
  count:
    {"workerAddr":"gateway 1","count":2}
two gateways
  no list:
    {"workerAddr":"gateway 1","customerIds":[]}
    {"workerAddr":"gateway 2","customerIds":[]}
  no count:
    {"workerAddr":"gateway 1","count":0}
    {"workerAddr":"gateway 2","count":0}
  list:
    {"workerAddr":"gateway 1","customerIds":["alice"]}
    {"workerAddr":"gateway 2","customerIds":["42"]}
  count:
    {"workerAddr":"gateway 1","count":1}
    {"workerAddr":"gateway 2","count":1}
