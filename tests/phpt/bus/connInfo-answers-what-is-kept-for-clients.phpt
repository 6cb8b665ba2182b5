--TEST--
NetBus::connInfo() answers what the gateways keep for clients, only what was asked for
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    [$ann, $bob, $dan] = [$scene->ann->uniqId, $scene->bob->uniqId, $scene->dan->uniqId];
    $scene->login($scene->ann, 'alice', 'session of alice', ['news', 'art']);
    $scene->login($scene->dan, '42', '会话');
    $offline = substr($dan, 0, 20) . 'ffffffff';
    $scene->print('a string', NetBus::connInfo($ann));
    $scene->print('a list', NetBus::connInfo([$ann, $bob, $dan, $offline]));
    $scene->print('customerId alone', NetBus::connInfo([$ann, $dan], true, false, false));
    $scene->print('session alone', NetBus::connInfo([$ann, $dan], reqCustomerId: false, reqTopic: false));
    $scene->print('topics alone', NetBus::connInfo([$ann, $dan], false, false));
    $scene->print('offline', NetBus::connInfo($offline));
});
--EXPECT--
one gateway
  a string: {"ann":{"customerId":"alice","session":"session of alice","topics":["art","news"]}}
  a list: {"ann":{"customerId":"alice","session":"session of alice","topics":["art","news"]},"bob":{"customerId":"","session":"","topics":[]},"dan":{"customerId":"42","session":"会话","topics":[]}}
  customerId alone: {"ann":{"customerId":"alice","session":"","topics":[]},"dan":{"customerId":"42","session":"","topics":[]}}
  session alone: {"ann":{"customerId":"","session":"session of alice","topics":[]},"dan":{"customerId":"","session":"会话","topics":[]}}
  topics alone: {"ann":{"customerId":"","session":"","topics":["art","news"]},"dan":{"customerId":"","session":"","topics":[]}}
  offline: []
two gateways
  a string: {"ann":{"customerId":"alice","session":"session of alice","topics":["art","news"]}}
  a list: {"ann":{"customerId":"alice","session":"session of alice","topics":["art","news"]},"bob":{"customerId":"","session":"","topics":[]},"dan":{"customerId":"42","session":"会话","topics":[]}}
  customerId alone: {"ann":{"customerId":"alice","session":"","topics":[]},"dan":{"customerId":"42","session":"","topics":[]}}
  session alone: {"ann":{"customerId":"","session":"session of alice","topics":[]},"dan":{"customerId":"","session":"会话","topics":[]}}
  topics alone: {"ann":{"customerId":"","session":"","topics":["art","news"]},"dan":{"customerId":"","session":"","topics":[]}}
  offline: []
