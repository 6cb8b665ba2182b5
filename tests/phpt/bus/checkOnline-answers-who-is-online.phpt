--TEST--
NetBus::checkOnline() answers which of the uniqIds are online
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $offline = substr($scene->dan->uniqId, 0, 20) . 'ffffffff';
    $scene->print('a string', NetBus::checkOnline($scene->ann->uniqId));
    $scene->print('a list', NetBus::checkOnline([$scene->dan->uniqId, $offline, $scene->ann->uniqId, $scene->cat->uniqId]));
    $scene->print('offline', NetBus::checkOnline([$offline]));
});
--EXPECT--
one gateway
  a string: ["ann"]
  a list: ["dan","ann","cat"]
  offline: []
two gateways
  a string: ["ann"]
  a list: ["dan","cat","ann"]
  offline: []
