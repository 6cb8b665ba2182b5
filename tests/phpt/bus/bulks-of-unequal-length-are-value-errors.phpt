--TEST--
NetBus: bulk lists of unequal length are a ValueError that names both counts; nothing is sent
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $two = [$scene->ann->uniqId, $scene->dan->uniqId];
    $calls = [
        fn() => NetBus::singleCastBulk(['uniqIds' => $two, 'data' => ['x']]),
        fn() => NetBus::singleCastBulk(['uniqIds' => $two, 'data' => ['x', 'y', 'z']]),
        fn() => NetBus::singleCastBulk(['uniqIds' => $two, 'data' => 'x']),
        fn() => NetBus::singleCastBulkByCustomerId(['customerIds' => ['a', 'b', 'c'], 'data' => ['x', 'y']]),
        fn() => NetBus::topicPublishBulk(['topics' => ['a', 'b'], 'data' => ['x']]),
    ];
    foreach ($calls as $call) {
        try {
            $call();
            echo "  no error\n";
        } catch (ValueError $error) {
            echo '  ', $error->getMessage(), "\n";
        }
    }
    $scene->print('log', $scene->logger->take());
    $scene->printReceived();
});
--EXPECT--
one gateway
  NetsvrBusiness\NetBus::singleCastBulk(): Argument #1 ($params) must hold as many data as uniqIds, or exactly one uniqId, 2 uniqIds and 1 data given
  NetsvrBusiness\NetBus::singleCastBulk(): Argument #1 ($params) must hold as many data as uniqIds, or exactly one uniqId, 2 uniqIds and 3 data given
  NetsvrBusiness\NetBus::singleCastBulk(): Argument #1 ($params) must hold as many data as uniqIds, or exactly one uniqId, 2 uniqIds and 1 data given
  NetsvrBusiness\NetBus::singleCastBulkByCustomerId(): Argument #1 ($params) must hold as many data as customerIds, or exactly one customerId, 3 customerIds and 2 data given
  NetsvrBusiness\NetBus::topicPublishBulk(): Argument #1 ($params) must hold as many data as topics, or exactly one topic, 2 topics and 1 data given
  log: []
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
two gateways
  NetsvrBusiness\NetBus::singleCastBulk(): Argument #1 ($params) must hold as many data as uniqIds, or exactly one uniqId, 2 uniqIds and 1 data given
  NetsvrBusiness\NetBus::singleCastBulk(): Argument #1 ($params) must hold as many data as uniqIds, or exactly one uniqId, 2 uniqIds and 3 data given
  NetsvrBusiness\NetBus::singleCastBulk(): Argument #1 ($params) must hold as many data as uniqIds, or exactly one uniqId, 2 uniqIds and 1 data given
  NetsvrBusiness\NetBus::singleCastBulkByCustomerId(): Argument #1 ($params) must hold as many data as customerIds, or exactly one customerId, 3 customerIds and 2 data given
  NetsvrBusiness\NetBus::topicPublishBulk(): Argument #1 ($params) must hold as many data as topics, or exactly one topic, 2 topics and 1 data given
  log: []
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
