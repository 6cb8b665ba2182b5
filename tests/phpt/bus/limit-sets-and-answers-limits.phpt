--TEST--
NetBus::limit() sets limits and answers those in force, of all gateways or of one
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\LimitReq;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $last = $scene->gateways[array_key_last($scene->gateways)];
    $scene->printEach('both set', NetBus::limit((new LimitReq())->setOnOpen(300)->setOnMessage(5000)));
    $scene->printEach('one set, on the last gateway', NetBus::limit((new LimitReq())->setOnOpen(7), $last->workerAddr));
    $scene->printEach('asked', NetBus::limit());
    $scene->printEach('asked of the last gateway', NetBus::limit(workerAddr: $last->workerAddr));
    $scene->printEach('asked of an unknown gateway', NetBus::limit(null, '127.0.0.2:6061'));
});
--EXPECT--
one gateway
  both set:
    {"workerAddr":"gateway 1","onMessage":5000,"onOpen":300}
  one set, on the last gateway:
    {"workerAddr":"gateway 1","onMessage":5000,"onOpen":7}
  asked:
    {"workerAddr":"gateway 1","onMessage":5000,"onOpen":7}
  asked of the last gateway:
    {"workerAddr":"gateway 1","onMessage":5000,"onOpen":7}
  asked of an unknown gateway: nothing
two gateways
  both set:
    {"workerAddr":"gateway 1","onMessage":5000,"onOpen":300}
    {"workerAddr":"gateway 2","onMessage":5000,"onOpen":300}
  one set, on the last gateway:
    {"workerAddr":"gateway 2","onMessage":5000,"onOpen":7}
  asked:
    {"workerAddr":"gateway 1","onMessage":5000,"onOpen":300}
    {"workerAddr":"gateway 2","onMessage":5000,"onOpen":7}
  asked of the last gateway:
    {"workerAddr":"gateway 2","onMessage":5000,"onOpen":7}
  asked of an unknown gateway: nothing
