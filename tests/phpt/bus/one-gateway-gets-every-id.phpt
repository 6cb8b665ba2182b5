--TEST--
NetBus on one gateway: everything goes there, whatever the prefix of the uniqIds
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::on(1, function (Scene $scene): void {
    $stranger = '0a0000010a0b6621e43b00000001';
    NetBus::multicast([$scene->ann->uniqId, $stranger], 'multicast');
    NetBus::singleCastBulk([$scene->ann->uniqId => 'map', $stranger => 'lost']);
    NetBus::singleCastBulk(['uniqIds' => [$scene->bob->uniqId, $stranger], 'data' => ['lists', 'lost']]);
    $scene->print('checkOnline', NetBus::checkOnline([$scene->ann->uniqId, $stranger]));
    $scene->print('checkOnline of a stranger', NetBus::checkOnline($stranger));
    $scene->print('connInfo', array_keys(NetBus::connInfo([$scene->ann->uniqId, $stranger])));
    NetBus::forceOffline([$scene->cat->uniqId, $stranger]);
    NetBus::forceOfflineGuest([$scene->dan->uniqId, $stranger]);
    NetBus::singleCast($stranger, 'lost');
    $scene->printReceived($scene->cat, $scene->dan);
    $scene->print('log', $scene->logger->take());
});
--EXPECT--
one gateway
  checkOnline: ["ann"]
  checkOnline of a stranger: []
  connInfo: ["ann"]
  ann received "multicast", "map"
  bob received "lists"
  cat received nothing and was disconnected
  dan received nothing and was disconnected
  log: ["info test connect to gateway 1 ok."]
