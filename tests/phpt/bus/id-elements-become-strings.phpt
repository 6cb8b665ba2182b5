--TEST--
NetBus: int, float, bool and Stringable elements of id lists become strings
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

$stringable = static fn(string $value): Stringable => new class ($value) implements Stringable {
    public function __construct(private string $value)
    {
    }

    public function __toString(): string
    {
        return $this->value;
    }
};

Scene::onOneGatewayAndOnTwo(function (Scene $scene) use ($stringable): void {
    $scene->login($scene->ann, '7');
    $scene->login($scene->bob, '1.5');
    $scene->login($scene->cat, '1');
    $scene->login($scene->dan, 'dave');
    NetBus::multicastByCustomerId([7, 1.5, true, $stringable('dave')], 'customerIds');
    // Where a key looks like an int, PHP makes it one.
    NetBus::singleCastBulkByCustomerId(['7' => 'map', 'dave' => 'map']);
    NetBus::singleCastBulkByCustomerId(['customerIds' => [1.5, $stringable('dave')], 'data' => [12, 0.5]]);
    NetBus::multicast([123, 1.5, true, $scene->ann->uniqId, $stringable($scene->dan->uniqId)], 'uniqIds');
    $scene->print('checkOnline', NetBus::checkOnline([123, $stringable($scene->dan->uniqId), false]));
    $scene->print('connInfo', array_keys(NetBus::connInfo([$stringable($scene->ann->uniqId), 123])));
    NetBus::topicSubscribe($scene->bob->uniqId, [2024, $stringable('news')]);
    NetBus::topicPublish([2024], 'topics');
    NetBus::topicPublishBulk(['2024' => 'map of topics']);
    $scene->printReceived();
});
--EXPECT--
one gateway
  checkOnline: ["dan"]
  connInfo: ["ann"]
  ann received "customerIds", "map", "uniqIds"
  bob received "customerIds", "12", "topics", "map of topics"
  cat received "customerIds"
  dan received "customerIds", "map", "0.5", "uniqIds"
two gateways
  checkOnline: ["dan"]
  connInfo: ["ann"]
  ann received "customerIds", "map", "uniqIds"
  bob received "customerIds", "12", "topics", "map of topics"
  cat received "customerIds"
  dan received "customerIds", "map", "0.5", "uniqIds"
