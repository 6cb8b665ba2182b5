--TEST--
NetBus::topicDelete() removes topics everywhere and tells each subscriber once
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::topicSubscribe($scene->ann->uniqId, ['news', 'sport', 'art']);
    NetBus::topicSubscribe($scene->dan->uniqId, ['news', 'music']);
    NetBus::topicSubscribe($scene->cat->uniqId, 'music');
    NetBus::topicDelete('news');
    NetBus::topicDelete(['sport', 'art', 'nothing'], 'gone');
    $scene->printReceived();
    $scene->print('topics', NetBus::connInfo([$scene->ann->uniqId, $scene->dan->uniqId], false, false));
});
--EXPECT--
one gateway
  ann received "gone"
  bob received nothing
  cat received nothing
  dan received nothing
  topics: {"ann":{"customerId":"","session":"","topics":[]},"dan":{"customerId":"","session":"","topics":["music"]}}
two gateways
  ann received "gone"
  bob received nothing
  cat received nothing
  dan received nothing
  topics: {"ann":{"customerId":"","session":"","topics":[]},"dan":{"customerId":"","session":"","topics":["music"]}}
