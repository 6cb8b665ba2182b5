--TEST--
NetBus with an empty list of uniqIds: sends nothing, answers nothing, on one gateway too
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::multicast([], 'x');
    NetBus::forceOffline([], 'x');
    NetBus::forceOfflineGuest([], 'x', 1);
    NetBus::singleCastBulk([]);
    NetBus::singleCastBulk(['uniqIds' => [], 'data' => []]);
    $scene->print('checkOnline', NetBus::checkOnline([]));
    $scene->print('connInfo', NetBus::connInfo([]));
    // No gateway was even connected to.
    $scene->print('log', $scene->logger->take());
    $scene->printReceived();
});
--EXPECT--
one gateway
  checkOnline: []
  connInfo: []
  log: []
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
two gateways
  checkOnline: []
  connInfo: []
  log: []
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
