--TEST--
NetBus::forceOfflineByCustomerId() takes a single string or int, as its signature says
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice');
    $scene->login($scene->dan, '42');
    NetBus::forceOfflineByCustomerId('alice');
    NetBus::forceOfflineByCustomerId(42, 'goodbye');
    $scene->printReceived($scene->ann, $scene->dan);
});
--EXPECT--
one gateway
  ann received nothing and was disconnected
  bob received nothing
  cat received nothing
  dan received "goodbye" and was disconnected
two gateways
  ann received nothing and was disconnected
  bob received nothing
  cat received nothing
  dan received "goodbye" and was disconnected
