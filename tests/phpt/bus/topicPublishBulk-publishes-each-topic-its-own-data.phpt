--TEST--
NetBus::topicPublishBulk() publishes to each topic its own data, in every shape of its argument
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, ['news', 'sport']);
    NetBus::topicSubscribe($scene->dan->uniqId, 'news');
    NetBus::topicPublishBulk(['news' => 'map: news', 'sport' => 'map: sport']);
    NetBus::topicPublishBulk(['topics' => ['sport', 'news'], 'data' => ['lists: sport', 'lists: news']]);
    NetBus::topicPublishBulk(['topics' => 'news', 'data' => ['one topic: 1', 'one topic: 2']]);
    NetBus::topicPublishBulk(['topics' => ['sport'], 'data' => ['list of one: 1', 'list of one: 2']]);
    $scene->printReceived();
});
--EXPECT--
one gateway
  ann received "map: news", "map: sport", "lists: sport", "lists: news", "one topic: 1", "one topic: 2", "list of one: 1", "list of one: 2"
  bob received nothing
  cat received nothing
  dan received "map: news", "lists: news", "one topic: 1", "one topic: 2"
two gateways
  ann received "map: news", "map: sport", "lists: sport", "lists: news", "one topic: 1", "one topic: 2", "list of one: 1", "list of one: 2"
  bob received nothing
  cat received nothing
  dan received "map: news", "lists: news", "one topic: 1", "one topic: 2"
