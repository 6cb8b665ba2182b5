--TEST--
NetBus::topicPublish() reaches the subscribers of each topic
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, ['news', 'sport']);
    NetBus::topicSubscribe($scene->dan->uniqId, 'news');
    NetBus::topicPublish('news', 'a string');
    NetBus::topicPublish(['sport', 'art'], 'a list');
    NetBus::topicPublish('art', 'nobody listens');
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "a string", "a list"
  bob received nothing
  cat received nothing
  dan received "a string"
two gateways
  ann received "a string", "a list"
  bob received nothing
  cat received nothing
  dan received "a string"
