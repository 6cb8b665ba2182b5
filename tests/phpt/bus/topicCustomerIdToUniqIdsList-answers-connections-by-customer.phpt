--TEST--
NetBus::topicCustomerIdToUniqIdsList() answers the subscribed connections of each customer for each gateway
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice', '', ['art', 'news']);
    $scene->login($scene->bob, 'alice', '', ['news']);
    $scene->login($scene->dan, '42', '', ['news']);
    $scene->printEach('one topic', NetBus::topicCustomerIdToUniqIdsList('news'));
    $scene->printEach('topics', NetBus::topicCustomerIdToUniqIdsList(['art', 'nothing']));
});
--EXPECT--
one gateway
  one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","items":[{"customerId":"42","uniqIds":["dan"]},{"customerId":"alice","uniqIds":["ann","bob"]}]}]}
  topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","items":[{"customerId":"alice","uniqIds":["ann"]}]}]}
two gateways
  one topic:
    {"workerAddr":"gateway 1","items":[{"topic":"news","items":[{"customerId":"alice","uniqIds":["ann","bob"]}]}]}
    {"workerAddr":"gateway 2","items":[{"topic":"news","items":[{"customerId":"42","uniqIds":["dan"]}]}]}
  topics:
    {"workerAddr":"gateway 1","items":[{"topic":"art","items":[{"customerId":"alice","uniqIds":["ann"]}]}]}
    {"workerAddr":"gateway 2","items":[]}
