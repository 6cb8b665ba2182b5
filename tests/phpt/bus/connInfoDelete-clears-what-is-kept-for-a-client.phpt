--TEST--
NetBus::connInfoDelete() clears what its flags say and sends the data
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnInfoDelete;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $dan = $scene->dan->uniqId;
    $scene->login($scene->dan, 'dave', 'a session', ['news']);
    NetBus::connInfoDelete((new ConnInfoDelete())->setUniqId($dan)->setDelSession(true)->setData('logged out'));
    $scene->print('no session', NetBus::connInfo($dan));
    NetBus::connInfoDelete((new ConnInfoDelete())->setUniqId($dan)->setDelCustomerId(true)->setDelTopic(true));
    $scene->print('nothing left', NetBus::connInfo($dan));
    $scene->printReceived();
});
--EXPECT--
one gateway
  no session: {"dan":{"customerId":"dave","session":"","topics":["news"]}}
  nothing left: {"dan":{"customerId":"","session":"","topics":[]}}
  ann received nothing
  bob received nothing
  cat received nothing
  dan received "logged out"
two gateways
  no session: {"dan":{"customerId":"dave","session":"","topics":["news"]}}
  nothing left: {"dan":{"customerId":"","session":"","topics":[]}}
  ann received nothing
  bob received nothing
  cat received nothing
  dan received "logged out"
