--TEST--
A payload above netsvr.send_packet_limit: SocketSendException that names both sizes, connection untouched
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

Scene::onOneGatewayAndOnTwo(function (Scene $scene): void {
    NetBus::broadcast('before');
    $scene->logger->take();
    $calls = [
        'broadcast' => fn(string $data) => NetBus::broadcast($data),
        'singleCast' => fn(string $data) => NetBus::singleCast($scene->dan->uniqId, $data),
        'multicast' => fn(string $data) => NetBus::multicast([$scene->ann->uniqId, $scene->dan->uniqId], $data),
        'singleCastBulk' => fn(string $data) => NetBus::singleCastBulk([$scene->dan->uniqId => $data]),
        'topicPublish' => fn(string $data) => NetBus::topicPublish('news', $data),
    ];
    foreach ($calls as $name => $call) {
        try {
            $call(str_repeat('x', 2_097_152));
            echo "  $name: no exception\n";
        } catch (SocketSendException $exception) {
            $withoutPorts = preg_replace('/127\.0\.0\.1:\d+/', '', $exception->getMessage());
            preg_match_all('/\d{5,}/', $withoutPorts, $numbers);
            sort($numbers[0]);
            [$limit, $size] = $numbers[0] + [0, 0];
            // A little more than the data: the command, and what surrounds the data in the message.
            echo "  $name: limit $limit, size ", $size > 2_097_152 && $size < 2_097_252 ? 'right' : $size, "\n";
        }
    }
    // The longest broadcast that the limit allows: 4 bytes of command, a field key, a length in 3 bytes.
    NetBus::broadcast(str_repeat('y', 2_097_152 - 4 - 1 - 3));
    $scene->print('longest', strlen($scene->dan->receive(5.0) . $scene->dan->receive(5.0)) - strlen('before'));
    $scene->print('log', $scene->logger->take());

    ini_set('netsvr.send_packet_limit', '100K');
    try {
        NetBus::broadcast(str_repeat('x', 200_000));
        echo "  no exception\n";
    } catch (SocketSendException $exception) {
        $scene->print('names the new limit', str_contains($exception->getMessage(), '102400'));
    }
    ini_restore('netsvr.send_packet_limit');
    NetBus::broadcast('after');
    $scene->print('dan', $scene->dan->receive(5.0));
});
--EXPECT--
one gateway
  broadcast: limit 2097152, size right
  singleCast: limit 2097152, size right
  multicast: limit 2097152, size right
  singleCastBulk: limit 2097152, size right
  topicPublish: limit 2097152, size right
  longest: 2097144
  log: []
  names the new limit: true
  dan: "after"
two gateways
  broadcast: limit 2097152, size right
  singleCast: limit 2097152, size right
  multicast: limit 2097152, size right
  singleCastBulk: limit 2097152, size right
  topicPublish: limit 2097152, size right
  longest: 2097144
  log: []
  names the new limit: true
  dan: "after"
