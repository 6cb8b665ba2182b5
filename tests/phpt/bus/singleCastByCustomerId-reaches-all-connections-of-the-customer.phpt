--TEST--
NetBus::singleCastByCustomerId() reaches all connections of the customer, wherever they are
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice');
    $scene->login($scene->dan, 'alice');
    $scene->login($scene->cat, '42');
    NetBus::singleCastByCustomerId('alice', 'a string');
    NetBus::singleCastByCustomerId(42, 'an int');
    NetBus::singleCastByCustomerId('nobody', 'to nobody');
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "a string"
  bob received nothing
  cat received "an int"
  dan received "a string"
two gateways
  ann received "a string"
  bob received nothing
  cat received "an int"
  dan received "a string"
