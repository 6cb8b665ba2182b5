--TEST--
Clients of 100,000 gateways that are not configured are skipped as fast as those of one, and those of the configured ones are found among them
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\ProcessorTime;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);
$gateways = [FakeGateway::start(), FakeGateway::start()];
$logger = Setup::netBusAt([$gateways[0]->addr(), $gateways[1]->addr()]);
$uniqIds = $ofOneGateway = [];
for ($i = 0; $i < 100_000; $i++) {
    $uniqIds[] = sprintf('%08x%04x6621e43b%08x', $i * 7919, 6061, $i);
    $ofOneGateway[] = sprintf('0a00000117ad6621e43b%08x', $i);
}
array_push($uniqIds, $gateways[0]->uniqId(), $gateways[1]->uniqId());
$took = static fn(callable $call, array $uniqIds): float => ProcessorTime::taken(static fn() => $call($uniqIds));
$calls = [
    'multicast' => static fn(array $uniqIds) => NetBus::multicast($uniqIds, 'data'),
    'singleCastBulk' => static fn(array $uniqIds) => NetBus::singleCastBulk(array_fill_keys($uniqIds, 'data')),
    'checkOnline' => static fn(array $uniqIds) => NetBus::checkOnline($uniqIds),
];
foreach ($calls as $name => $call) {
    $one = $took($call, $ofOneGateway);
    $logger->take();
    $many = $took($call, $uniqIds);
    echo "$name: ", $many < 0.2 + 20 * $one ? 'as fast' : sprintf('%.1f s, not %.2f s', $many, $one), "\n";
    $warnings = preg_grep('~^warning~', $logger->take());
    echo implode("\n", preg_replace('~: [0-9a-f]+$~', '', $warnings)), "\n";
}
foreach ($gateways as $gateway) {
    $uniqIds = array_map(
        static fn(array $frame): bool => str_contains($frame['body'], $gateway->uniqId()),
        $gateway->frames(3)
    );
    echo json_encode($uniqIds), "\n";
}
?>
--EXPECT--
multicast: as fast
warning test multicast: 100000 of 100002 uniqIds belong to no configured gateway and were skipped
singleCastBulk: as fast
warning test singleCastBulk: 100000 of 100002 uniqIds belong to no configured gateway and were skipped
checkOnline: as fast
warning test checkOnline: 100000 of 100002 uniqIds belong to no configured gateway and were skipped
[true,true,true]
[true,true,true]
