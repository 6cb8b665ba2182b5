--TEST--
Bulks above netsvr.send_packet_limit are split; every client gets its own data, in order
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

ini_set('memory_limit', '512M');
Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $clients = [$scene->ann, $scene->bob, $scene->cat, $scene->dan];
    // 12 MB in 120 messages of 100 KB.
    $ids = $data = $expected = [];
    for ($i = 0; $i < 120; $i++) {
        $ids[] = $clients[$i % 4]->uniqId;
        $data[] = "$i " . str_repeat('x', 100_000);
        $expected[$i % 4][] = "$i " . str_repeat('x', 100_000);
    }
    NetBus::singleCastBulk(['uniqIds' => $ids, 'data' => $data]);
    foreach ($clients as $index => $client) {
        $received = [];
        while (count($received) < 30 && ($message = $client->receive(10.0)) !== null) {
            $received[] = $message;
        }
        var_dump($received === $expected[$index]);
    }
    $scene->login($scene->dan, 'dave');
    NetBus::singleCastBulkByCustomerId(['customerIds' => 'dave', 'data' => array_slice($data, 0, 50)]);
    $received = [];
    while (count($received) < 50 && ($message = $scene->dan->receive(10.0)) !== null) {
        $received[] = $message;
    }
    var_dump($received === array_slice($data, 0, 50));
    $scene->printReceived();
});
--EXPECT--
one gateway
bool(true)
bool(true)
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
bool(true)
bool(true)
  ann received nothing
  bob received nothing
  cat received nothing
  dan received nothing
