--TEST--
NetBus::topicList() and topicCount() answer for each gateway
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, ['news', 'art']);
    NetBus::topicSubscribe($scene->bob->uniqId, ['news']);
    NetBus::topicSubscribe($scene->dan->uniqId, ['news', '7']);
    $scene->printEach('list', NetBus::topicList());
    $scene->printEach('count', NetBus::topicCount());
});
--EXPECT--
one gateway
  list:
    {"workerAddr":"gateway 1","topics":["7","art","news"]}
  count:
    {"workerAddr":"gateway 1","count":3}
two gateways
  list:
    {"workerAddr":"gateway 1","topics":["art","news"]}
    {"workerAddr":"gateway 2","topics":["7","news"]}
  count:
    {"workerAddr":"gateway 1","count":2}
    {"workerAddr":"gateway 2","count":2}
