--TEST--
NetBus::connInfoByCustomerId() answers all connections of the customers, only what was asked for
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $scene->login($scene->ann, 'alice', 'at home', ['news']);
    $scene->login($scene->dan, 'alice', 'at work', ['art', 'news']);
    $scene->login($scene->cat, '42');
    $scene->print('a string', NetBus::connInfoByCustomerId('alice'));
    $scene->print('a list', NetBus::connInfoByCustomerId(['alice', '42', 'nobody'], true, false, false));
    $scene->print('keys', array_keys(NetBus::connInfoByCustomerId(['alice', '42'])));
    $scene->print('session alone', NetBus::connInfoByCustomerId('alice', reqUniqId: false, reqTopic: false));
    $scene->print('topics alone', NetBus::connInfoByCustomerId('alice', false, false));
    $scene->print('nobody', NetBus::connInfoByCustomerId('nobody'));
});
--EXPECT--
one gateway
  a string: {"alice":[{"uniqId":"ann","session":"at home","topics":["news"]},{"uniqId":"dan","session":"at work","topics":["art","news"]}]}
  a list: {"42":[{"uniqId":"cat","session":"","topics":[]}],"alice":[{"uniqId":"ann","session":"","topics":[]},{"uniqId":"dan","session":"","topics":[]}]}
  keys: [42,"alice"]
  session alone: {"alice":[{"uniqId":"","session":"at home","topics":[]},{"uniqId":"","session":"at work","topics":[]}]}
  topics alone: {"alice":[{"uniqId":"","session":"","topics":["news"]},{"uniqId":"","session":"","topics":["art","news"]}]}
  nobody: []
two gateways
  a string: {"alice":[{"uniqId":"ann","session":"at home","topics":["news"]},{"uniqId":"dan","session":"at work","topics":["art","news"]}]}
  a list: {"alice":[{"uniqId":"ann","session":"","topics":[]},{"uniqId":"dan","session":"","topics":[]}],"42":[{"uniqId":"cat","session":"","topics":[]}]}
  keys: ["alice",42]
  session alone: {"alice":[{"uniqId":"","session":"at home","topics":[]},{"uniqId":"","session":"at work","topics":[]}]}
  topics alone: {"alice":[{"uniqId":"","session":"","topics":["news"]},{"uniqId":"","session":"","topics":["art","news"]}]}
  nobody: []
