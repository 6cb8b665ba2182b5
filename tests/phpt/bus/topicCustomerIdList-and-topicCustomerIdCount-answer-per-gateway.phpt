--TEST--
NetBus::topicCustomerIdList() and topicCustomerIdCount() answer the customers of topics for each gateway
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice', '', ['art', 'news']);
    $scene->login($scene->bob, 'alice', '', ['news']);
    $scene->login($scene->dan, '42', '', ['news']);
    NetBus::topicSubscribe($scene->cat->uniqId, 'news');
    $scene->printEach('list of one topic', NetBus::topicCustomerIdList('news'));
    $scene->printEach('list of topics', NetBus::topicCustomerIdList(['art', 'news', 'nothing']));
    $scene->printEach('count of one topic', NetBus::topicCustomerIdCount('news'));
    $scene->printEach('count of topics', NetBus::topicCustomerIdCount(['art', 'nothing']));
    $scene->printEach('count of all topics', NetBus::topicCustomerIdCount('', true));
});
--EXPECT--
one gateway
  list of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","customerIds":["42","alice"]}]}
  list of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","customerIds":["alice"]},{"topic":"news","customerIds":["42","alice"]}]}
  count of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","count":2}]}
  count of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1}]}
  count of all topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1},{"topic":"news","count":2}]}
two gateways
  list of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","customerIds":["alice"]}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","customerIds":["42"]}]}
  list of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","customerIds":["alice"]},{"topic":"news","customerIds":["alice"]}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","customerIds":["42"]}]}
  count of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","count":1}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","count":1}]}
  count of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1}]}
    {"workerAddr":"gateway 2","items":[]}
  count of all topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1},{"topic":"news","count":1}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","count":1}]}
