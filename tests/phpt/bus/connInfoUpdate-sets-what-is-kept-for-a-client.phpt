--TEST--
NetBus::connInfoUpdate() sets session, customerId and topics, leaves what is empty, and sends the data
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $dan = $scene->dan->uniqId;
    $update = (new ConnInfoUpdate())->setUniqId($dan);
    NetBus::connInfoUpdate(
        $update->setNewSession('{"role":"admin"}')->setNewCustomerId('dave')->setNewTopics(['news', 'art'])
            ->setData('welcome')
    );
    $scene->print('all set', NetBus::connInfo($dan));
    NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId($dan)->setNewTopics(['sport']));
    $scene->print('topics replaced', NetBus::connInfo($dan));
    NetBus::connInfoUpdate((new ConnInfoUpdate(['uniqId' => $dan, 'newSession' => 's', 'data' => 'session changed'])));
    $scene->print('session replaced', NetBus::connInfo($dan));
    $scene->printReceived();
});
--EXPECT--
one gateway
  all set: {"dan":{"customerId":"dave","session":"{\"role\":\"admin\"}","topics":["art","news"]}}
  topics replaced: {"dan":{"customerId":"dave","session":"{\"role\":\"admin\"}","topics":["sport"]}}
  session replaced: {"dan":{"customerId":"dave","session":"s","topics":["sport"]}}
  ann received nothing
  bob received nothing
  cat received nothing
  dan received "welcome", "session changed"
two gateways
  all set: {"dan":{"customerId":"dave","session":"{\"role\":\"admin\"}","topics":["art","news"]}}
  topics replaced: {"dan":{"customerId":"dave","session":"{\"role\":\"admin\"}","topics":["sport"]}}
  session replaced: {"dan":{"customerId":"dave","session":"s","topics":["sport"]}}
  ann received nothing
  bob received nothing
  cat received nothing
  dan received "welcome", "session changed"
