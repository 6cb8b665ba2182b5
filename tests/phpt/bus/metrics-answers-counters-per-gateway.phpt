--TEST--
NetBus::metrics() answers the counters of each gateway, rates rounded to the precision
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $items = NetBus::metrics();
    $perGateway = array_count_values(array_column($items, 'workerAddr'));
    $scene->print('gateways', array_keys($perGateway));
    var_dump(count(array_unique($perGateway)) === 1);
    $scene->print('keys', array_keys($items[0]));
    $scene->print('types', array_map(get_debug_type(...), $items[0]));
    // Item 1 counts the clients that connected, in the order of the gateways.
    $opened = array_values(array_filter($items, static fn(array $item): bool => $item['item'] === 1));
    $scene->print('clients connected', array_column($opened, 'count'));
    $isRounded = static fn(int $precision): bool => array_filter(
        NetBus::metrics($precision),
        static fn(array $item): bool => round($item['meanRate'], $precision) !== $item['meanRate']
    ) === [];
    var_dump($opened[0]['meanRate'] > 0.0, $isRounded(3), $isRounded(0), $isRounded(-1));
});
--EXPECT--
one gateway
  gateways: ["gateway 1"]
bool(true)
  keys: ["workerAddr","item","count","meanRate","rate1","rate5","rate15"]
  types: {"workerAddr":"string","item":"int","count":"int","meanRate":"float","rate1":"float","rate5":"float","rate15":"float"}
  clients connected: [4]
bool(true)
bool(true)
bool(true)
bool(true)
two gateways
  gateways: ["gateway 1","gateway 2"]
bool(true)
  keys: ["workerAddr","item","count","meanRate","rate1","rate5","rate15"]
  types: {"workerAddr":"string","item":"int","count":"int","meanRate":"float","rate1":"float","rate5":"float","rate15":"float"}
  clients connected: [2,2]
bool(true)
bool(true)
bool(true)
bool(true)
