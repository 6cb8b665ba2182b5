--TEST--
NetBus::forceOfflineByCustomerId() with a list disconnects all connections of the customers
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice');
    $scene->login($scene->dan, 'alice');
    $scene->login($scene->bob, 'bob');
    NetBus::forceOfflineByCustomerId(['bob']);
    NetBus::forceOfflineByCustomerId(['alice', 'nobody'], 'goodbye');
    $scene->printReceived($scene->ann, $scene->bob, $scene->dan);
});
--EXPECT--
one gateway
  ann received "goodbye" and was disconnected
  bob received nothing and was disconnected
  cat received nothing
  dan received "goodbye" and was disconnected
two gateways
  ann received "goodbye" and was disconnected
  bob received nothing and was disconnected
  cat received nothing
  dan received "goodbye" and was disconnected
