--TEST--
NetBus::topicSubscribe() adds topics to a client and sends it the data
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, 'news');
    NetBus::topicSubscribe($scene->ann->uniqId, 'sport', 'and sport');
    NetBus::topicSubscribe($scene->dan->uniqId, ['news', 'art'], 'news and art');
    $scene->printReceived();
    $scene->print('topics', NetBus::connInfo([$scene->ann->uniqId, $scene->dan->uniqId], false, false));
});
--EXPECT--
one gateway
  ann received "and sport"
  bob received nothing
  cat received nothing
  dan received "news and art"
  topics: {"ann":{"customerId":"","session":"","topics":["news","sport"]},"dan":{"customerId":"","session":"","topics":["art","news"]}}
two gateways
  ann received "and sport"
  bob received nothing
  cat received nothing
  dan received "news and art"
  topics: {"ann":{"customerId":"","session":"","topics":["news","sport"]},"dan":{"customerId":"","session":"","topics":["art","news"]}}
