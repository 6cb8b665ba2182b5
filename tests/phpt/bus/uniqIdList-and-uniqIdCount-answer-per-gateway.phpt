--TEST--
NetBus::uniqIdList() and uniqIdCount() answer for each gateway
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->printEach('list', NetBus::uniqIdList());
    $scene->printEach('count', NetBus::uniqIdCount());
});
--EXPECT--
one gateway
  list:
    {"workerAddr":"gateway 1","uniqIds":["ann","bob","cat","dan"]}
  count:
    {"workerAddr":"gateway 1","count":4}
two gateways
  list:
    {"workerAddr":"gateway 1","uniqIds":["ann","bob"]}
    {"workerAddr":"gateway 2","uniqIds":["cat","dan"]}
  count:
    {"workerAddr":"gateway 1","count":2}
    {"workerAddr":"gateway 2","count":2}
