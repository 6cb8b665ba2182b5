--TEST--
NetBus on several gateways: uniqIds of no configured gateway are skipped, one warning a call
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::on(2, function (Scene $scene): void {
    $warnings = static fn(): array => array_values(array_filter(
        $scene->logger->take(),
        static fn(string $line): bool => str_starts_with($line, 'warning ')
    ));
    $stranger = '0a0000010a0b6621e43b00000001';
    $other = '0a0000020a0b6621e43b00000001';
    [$ann, $dan] = [$scene->ann->uniqId, $scene->dan->uniqId];

    NetBus::multicast([$stranger, $ann, $other, $dan], 'multicast');
    $scene->printEach('multicast warned', $warnings());
    NetBus::singleCastBulk([$ann => 'map', $stranger => 'lost', $dan => 'map']);
    $scene->printEach('singleCastBulk warned', $warnings());
    NetBus::forceOfflineGuest([$scene->bob->uniqId, $stranger], 'bye');
    $scene->printEach('forceOfflineGuest warned', $warnings());
    $scene->print('checkOnline', NetBus::checkOnline([$dan, $ann, $stranger]));
    $scene->printEach('checkOnline warned', $warnings());
    $scene->print('connInfo', array_keys(NetBus::connInfo([$stranger, $ann])));
    $scene->printEach('connInfo warned', $warnings());
    NetBus::singleCast($stranger, 'lost');
    $scene->printEach('singleCast warned', $warnings());
    NetBus::multicast([$ann, $dan], 'all known');
    $scene->printEach('multicast to known clients warned', $warnings());
    $scene->printReceived($scene->bob);
});
--EXPECT--
two gateways
  multicast warned:
    "warning test multicast: 2 of 4 uniqIds belong to no configured gateway and were skipped: 0a0000010a0b6621e43b00000001"
  singleCastBulk warned:
    "warning test singleCastBulk: 1 of 3 uniqIds belong to no configured gateway and were skipped: 0a0000010a0b6621e43b00000001"
  forceOfflineGuest warned:
    "warning test forceOfflineGuest: 1 of 2 uniqIds belong to no configured gateway and were skipped: 0a0000010a0b6621e43b00000001"
  checkOnline: ["dan","ann"]
  checkOnline warned:
    "warning test checkOnline: 1 of 3 uniqIds belong to no configured gateway and were skipped: 0a0000010a0b6621e43b00000001"
  connInfo: ["ann"]
  connInfo warned:
    "warning test connInfo: 1 of 2 uniqIds belong to no configured gateway and were skipped: 0a0000010a0b6621e43b00000001"
  singleCast warned:
    "warning test singleCast: 1 of 1 uniqIds belong to no configured gateway and were skipped: 0a0000010a0b6621e43b00000001"
  multicast to known clients warned: nothing
  ann received "multicast", "map", "all known"
  bob received "bye" and was disconnected
  cat received nothing
  dan received "multicast", "map", "all known"
