--TEST--
NetBus::forceOffline() disconnects the listed clients, after the data if there is any
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::forceOffline($scene->ann->uniqId);
    NetBus::forceOffline([$scene->bob->uniqId, $scene->dan->uniqId], 'goodbye');
    $scene->printReceived($scene->ann, $scene->bob, $scene->dan);
    $online = static fn(): array => NetBus::checkOnline([$scene->ann->uniqId, $scene->cat->uniqId, $scene->dan->uniqId]);
    // an 8.x forgets a client a moment after it has closed its connection
    for ($look = 0; $look < 200 && count($online()) > 1; $look++) {
        usleep(10_000);
    }
    $scene->print('online', $online());
});
--EXPECT--
one gateway
  ann received nothing and was disconnected
  bob received "goodbye" and was disconnected
  cat received nothing
  dan received "goodbye" and was disconnected
  online: ["cat"]
two gateways
  ann received nothing and was disconnected
  bob received "goodbye" and was disconnected
  cat received nothing
  dan received "goodbye" and was disconnected
  online: ["cat"]
