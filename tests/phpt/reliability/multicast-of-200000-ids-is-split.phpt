--TEST--
A multicast of 200,000 uniqIds is split into frames that the gateway accepts; every client gets it once
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

ini_set('memory_limit', '512M');
Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    // As long as real ones; spread over all gateways.
    $ids = [];
    foreach ($scene->gateways as $gateway) {
        $prefix = \NetsvrBusiness\workerAddrConvertToHex($gateway->workerAddr) . '00000000';
        for ($i = intdiv(200_000, count($scene->gateways)); $i > 0; $i--) {
            $ids[] = $prefix . sprintf('%08x', $i);
        }
    }
    $ids[0] = $scene->ann->uniqId;
    $ids[60_000] = $scene->bob->uniqId;
    $ids[130_000] = $scene->cat->uniqId;
    $ids[199_999] = $scene->dan->uniqId;
    NetBus::multicast($ids, 'to very many');
    $online = array_map($scene->text(...), NetBus::checkOnline($ids));
    sort($online);
    echo '  online: ', implode(', ', $online), "\n";
    $scene->printReceived();
    $errors = array_filter($scene->logger->take(), static fn(string $line): bool => str_starts_with($line, 'error'));
    $scene->print('errors', $errors);
});
--EXPECT--
one gateway
  online: "ann", "bob", "cat", "dan"
  ann received "to very many"
  bob received "to very many"
  cat received "to very many"
  dan received "to very many"
  errors: []
two gateways
  online: "ann", "bob", "cat", "dan"
  ann received "to very many"
  bob received "to very many"
  cat received "to very many"
  dan received "to very many"
  errors: []
