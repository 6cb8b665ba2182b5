--TEST--
NetBus::singleCast() reaches that client alone
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::singleCast($scene->ann->uniqId, 'to ann');
    NetBus::singleCast($scene->dan->uniqId, 'to dan');
    NetBus::singleCast(data: 'by name', uniqId: $scene->dan->uniqId);
    NetBus::singleCast(substr($scene->bob->uniqId, 0, 20) . 'ffffffff', 'to nobody');
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "to ann"
  bob received nothing
  cat received nothing
  dan received "to dan", "by name"
two gateways
  ann received "to ann"
  bob received nothing
  cat received nothing
  dan received "to dan", "by name"
