--TEST--
NetBus::topicUniqIdList() and topicUniqIdCount() answer the subscribers of topics for each gateway
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, ['art', 'news']);
    NetBus::topicSubscribe($scene->bob->uniqId, 'news');
    NetBus::topicSubscribe($scene->dan->uniqId, 'news');
    $scene->printEach('list of one topic', NetBus::topicUniqIdList('news'));
    $scene->printEach('list of topics', NetBus::topicUniqIdList(['art', 'news', 'nothing']));
    $scene->printEach('count of one topic', NetBus::topicUniqIdCount('news'));
    $scene->printEach('count of topics', NetBus::topicUniqIdCount(['art', 'nothing']));
    $scene->printEach('count of all topics', NetBus::topicUniqIdCount([], true));
});
--EXPECT--
one gateway
  list of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","uniqIds":["ann","bob","dan"]}]}
  list of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","uniqIds":["ann"]},{"topic":"news","uniqIds":["ann","bob","dan"]}]}
  count of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","count":3}]}
  count of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1}]}
  count of all topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1},{"topic":"news","count":3}]}
two gateways
  list of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","uniqIds":["ann","bob"]}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","uniqIds":["dan"]}]}
  list of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","uniqIds":["ann"]},{"topic":"news","uniqIds":["ann","bob"]}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","uniqIds":["dan"]}]}
  count of one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","count":2}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","count":1}]}
  count of topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1}]}
    {"workerAddr":"gateway 2","items":[]}
  count of all topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","count":1},{"topic":"news","count":2}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","count":1}]}
