--TEST--
NetBus::multicastByCustomerId() reaches all connections of the customers, wherever they are
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice');
    $scene->login($scene->dan, 'alice');
    $scene->login($scene->cat, '42');
    NetBus::multicastByCustomerId('alice', 'a string');
    NetBus::multicastByCustomerId(42, 'an int');
    NetBus::multicastByCustomerId(['alice', '42', 'nobody'], 'a list');
    NetBus::multicastByCustomerId([42], 'a list of int');
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "a string", "a list"
  bob received nothing
  cat received "an int", "a list", "a list of int"
  dan received "a string", "a list"
two gateways
  ann received "a string", "a list"
  bob received nothing
  cat received "an int", "a list", "a list of int"
  dan received "a string", "a list"
