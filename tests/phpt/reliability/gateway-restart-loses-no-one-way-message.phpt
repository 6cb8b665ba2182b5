--TEST--
Gateway killed and restarted between two calls: the next one-way message arrives, without an error
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    $gateway = $scene->gateways[array_key_last($scene->gateways)];
    NetBus::broadcast('before');
    $scene->print('dan', $scene->dan->receive(5.0));
    // one that ends sooner, and has never answered, is not taken for a gateway
    usleep(1_200_000);
    for ($i = 1; $i <= 3; $i++) {
        $gateway->restart();
        $client = $gateway->client();
        NetBus::singleCast($client->uniqId, "after restart $i");
        NetBus::broadcast('and the next');
        $scene->print('new client', [$client->receive(5.0), $client->receive(5.0)]);
    }
    $errors = array_filter($scene->logger->take(), static fn(string $line): bool => str_starts_with($line, 'error'));
    $scene->print('errors', $errors);
});
--EXPECT--
one gateway
  dan: "before"
  new client: ["after restart 1","and the next"]
  new client: ["after restart 2","and the next"]
  new client: ["after restart 3","and the next"]
  errors: []
two gateways
  dan: "before"
  new client: ["after restart 1","and the next"]
  new client: ["after restart 2","and the next"]
  new client: ["after restart 3","and the next"]
  errors: []
