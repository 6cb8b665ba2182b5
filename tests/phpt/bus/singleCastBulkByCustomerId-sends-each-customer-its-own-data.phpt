--TEST--
NetBus::singleCastBulkByCustomerId() sends each customer its own data, in every shape of its argument
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice');
    $scene->login($scene->dan, 'alice');
    $scene->login($scene->cat, 'carol');
    NetBus::singleCastBulkByCustomerId(['alice' => 'map: alice', 'carol' => 'map: carol']);
    NetBus::singleCastBulkByCustomerId(['customerIds' => ['carol', 'alice'], 'data' => ['lists: 1', 'lists: 2']]);
    NetBus::singleCastBulkByCustomerId(['customerIds' => 'alice', 'data' => ['one id: 1', 'one id: 2']]);
    NetBus::singleCastBulkByCustomerId(['customerIds' => ['carol'], 'data' => ['list of one: 1', 'list of one: 2']]);
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "map: alice", "lists: 2", "one id: 1", "one id: 2"
  bob received nothing
  cat received "map: carol", "lists: 1", "list of one: 1", "list of one: 2"
  dan received "map: alice", "lists: 2", "one id: 1", "one id: 2"
two gateways
  ann received "map: alice", "lists: 2", "one id: 1", "one id: 2"
  bob received nothing
  cat received "map: carol", "lists: 1", "list of one: 1", "list of one: 2"
  dan received "map: alice", "lists: 2", "one id: 1", "one id: 2"
