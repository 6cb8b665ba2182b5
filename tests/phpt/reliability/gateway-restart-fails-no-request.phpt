--TEST--
Gateway killed and restarted between two calls: the next request succeeds, without an error
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $gateway = $scene->gateways[array_key_last($scene->gateways)];
    $scene->print('before', array_sum(array_column(NetBus::uniqIdCount(), 'count')));
    for ($i = 1; $i <= 3; $i++) {
        $gateway->restart();
        $client = $gateway->client();
        $scene->print('online', NetBus::checkOnline([$client->uniqId, $scene->dan->uniqId]) === [$client->uniqId]);
        $last = NetBus::uniqIdCount()[array_key_last($scene->gateways)];
        $scene->print('count', $last);
    }
    $errors = array_filter($scene->logger->take(), static fn(string $line): bool => str_starts_with($line, 'error'));
    $scene->print('errors', $errors);
});
--EXPECT--
one gateway
  before: 4
  online: true
  count: {"workerAddr":"gateway 1","count":1}
  online: true
  count: {"workerAddr":"gateway 1","count":1}
  online: true
  count: {"workerAddr":"gateway 1","count":1}
  errors: []
two gateways
  before: 4
  online: true
  count: {"workerAddr":"gateway 2","count":1}
  online: true
  count: {"workerAddr":"gateway 2","count":1}
  online: true
  count: {"workerAddr":"gateway 2","count":1}
  errors: []
