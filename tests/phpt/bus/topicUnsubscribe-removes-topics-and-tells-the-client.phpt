--TEST--
NetBus::topicUnsubscribe() removes topics from a client and sends it the data
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, ['news', 'sport', 'art']);
    NetBus::topicSubscribe($scene->dan->uniqId, ['news', 'sport', 'art']);
    NetBus::topicUnsubscribe($scene->ann->uniqId, 'news');
    NetBus::topicUnsubscribe($scene->dan->uniqId, ['news', 'art'], 'only sport now');
    $scene->printReceived();
    $scene->print('topics', NetBus::connInfo([$scene->ann->uniqId, $scene->dan->uniqId], false, false));
});
--EXPECT--
one gateway
  ann received nothing
  bob received nothing
  cat received nothing
  dan received "only sport now"
  topics: {"ann":{"customerId":"","session":"","topics":["art","sport"]},"dan":{"customerId":"","session":"","topics":["sport"]}}
two gateways
  ann received nothing
  bob received nothing
  cat received nothing
  dan received "only sport now"
  topics: {"ann":{"customerId":"","session":"","topics":["art","sport"]},"dan":{"customerId":"","session":"","topics":["sport"]}}
