--TEST--
NetBus::singleCast(): bytes arrive as they are, messages in their order
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $allBytes = implode('', array_map(chr(...), range(0, 255)));
    $long = str_repeat("\x00\xff0123456", 120_000);
    NetBus::singleCast($scene->dan->uniqId, $allBytes);
    NetBus::singleCast($scene->dan->uniqId, $long);
    for ($i = 0; $i < 1000; $i++) {
        NetBus::singleCast($scene->dan->uniqId, "message $i");
    }
    var_dump($scene->dan->receive(5.0) === $allBytes, $scene->dan->receive(5.0) === $long);
    $expected = array_map(static fn(int $i): string => "message $i", range(0, 999));
    $received = [];
    while (count($received) < 1000 && ($message = $scene->dan->receive(5.0)) !== null) {
        $received[] = $message;
    }
    var_dump($received === $expected);
    $scene->printReceived();
});
--EXPECT--
one gateway
bool(true)
bool(true)
bool(true)
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
two gateways
bool(true)
bool(true)
bool(true)
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
