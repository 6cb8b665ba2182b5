--TEST--
NetBus: null and arrays in id lists are a TypeError that names the argument and the index; nothing is sent
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $ann = $scene->ann->uniqId;
    $calls = [
        fn() => NetBus::multicast([$ann, null], 'x'),
        fn() => NetBus::multicastByCustomerId(['a', 'b', []], 'x'),
        fn() => NetBus::forceOffline(['first' => $ann, 'second' => null]),
        fn() => NetBus::topicSubscribe($ann, ['news', null], 'x'),
        fn() => NetBus::topicPublish([[]], 'x'),
        fn() => NetBus::checkOnline([$ann, ['x']]),
        fn() => NetBus::connInfo([null]),
        fn() => NetBus::connInfoByCustomerId([null]),
    ];
    foreach ($calls as $call) {
        try {
            $call();
            echo "  no error\n";
        } catch (TypeError $error) {
            echo '  ', $error->getMessage(), "\n";
        }
    }
    $scene->print('log', $scene->logger->take());
    $scene->printReceived();
});
--EXPECT--
one gateway
  NetsvrBusiness\NetBus::multicast(): Argument #1 ($uniqIds) must be a list of strings, null given at index 1
  NetsvrBusiness\NetBus::multicastByCustomerId(): Argument #1 ($customerIds) must be a list of strings, array given at index 2
  NetsvrBusiness\NetBus::forceOffline(): Argument #1 ($uniqIds) must be a list of strings, null given at index "second"
  NetsvrBusiness\NetBus::topicSubscribe(): Argument #2 ($topics) must be a list of strings, null given at index 1
  NetsvrBusiness\NetBus::topicPublish(): Argument #1 ($topics) must be a list of strings, array given at index 0
  NetsvrBusiness\NetBus::checkOnline(): Argument #1 ($uniqIds) must be a list of strings, array given at index 1
  NetsvrBusiness\NetBus::connInfo(): Argument #1 ($uniqIds) must be a list of strings, null given at index 0
  NetsvrBusiness\NetBus::connInfoByCustomerId(): Argument #1 ($customerIds) must be a list of strings, null given at index 0
  log: []
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
two gateways
  NetsvrBusiness\NetBus::multicast(): Argument #1 ($uniqIds) must be a list of strings, null given at index 1
  NetsvrBusiness\NetBus::multicastByCustomerId(): Argument #1 ($customerIds) must be a list of strings, array given at index 2
  NetsvrBusiness\NetBus::forceOffline(): Argument #1 ($uniqIds) must be a list of strings, null given at index "second"
  NetsvrBusiness\NetBus::topicSubscribe(): Argument #2 ($topics) must be a list of strings, null given at index 1
  NetsvrBusiness\NetBus::topicPublish(): Argument #1 ($topics) must be a list of strings, array given at index 0
  NetsvrBusiness\NetBus::checkOnline(): Argument #1 ($uniqIds) must be a list of strings, array given at index 1
  NetsvrBusiness\NetBus::connInfo(): Argument #1 ($uniqIds) must be a list of strings, null given at index 0
  NetsvrBusiness\NetBus::connInfoByCustomerId(): Argument #1 ($customerIds) must be a list of strings, null given at index 0
  log: []
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
