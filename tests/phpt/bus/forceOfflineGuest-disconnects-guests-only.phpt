--TEST--
NetBus::forceOfflineGuest() disconnects clients with neither session nor customerId, now or after a delay
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice');
    NetBus::forceOfflineGuest([$scene->ann->uniqId, $scene->dan->uniqId], 'log in first');
    NetBus::forceOfflineGuest($scene->bob->uniqId);
    NetBus::forceOfflineGuest($scene->cat->uniqId, delay: 4);
    $scene->printReceived($scene->bob, $scene->dan);
    $scene->print('cat, seconds later', $scene->cat->receive(15.0));
    var_dump($scene->cat->isClosed(), $scene->ann->isClosed());
});
--EXPECT--
one gateway
  ann received nothing
  bob received nothing and was disconnected
  cat received nothing
  dan received "log in first" and was disconnected
  cat, seconds later: null
bool(true)
bool(false)
two gateways
  ann received nothing
  bob received nothing and was disconnected
  cat received nothing
  dan received "log in first" and was disconnected
  cat, seconds later: null
bool(true)
bool(false)
