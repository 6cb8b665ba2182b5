--TEST--
NetBus: a list of topics that is split tells its client once, with the last frame; lists for many tell each part's clients
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

$socket = new RecordingTaskSocket('127.0.0.1:6071');
$manager = new TaskSocketManger();
$manager->addSocket($socket);
Setup::bind($manager);
$ann = '7f00000117b76543210000000001';

// prints for each frame that a call sent: elements of its list, data, and whether it is within the limit
$sent = function (string $what, string $class, string $list, callable $call) use ($socket): void {
    $socket->sent = [];
    try {
        $call();
    } catch (NetsvrBusiness\Exception\SocketSendException $exception) {
        echo '  ', $exception->getMessage(), "\n";
    }
    $elements = [];
    echo "$what:";
    foreach ($socket->sent as $frame) {
        $message = new $class();
        $message->mergeFromString(substr($frame, 4));
        $part = iterator_to_array($message->{"get$list"}());
        array_push($elements, ...$part);
        echo ' ', count($part), '+', strlen($message->getData());
        if (strlen($frame) > (int)ini_get('netsvr.send_packet_limit')) {
            echo ' above the limit';
        }
        if (method_exists($message, 'getUniqId') && $message->getUniqId() !== '7f00000117b76543210000000001') {
            echo ' for nobody';
        }
    }
    echo $elements === array_values(array_unique($elements)) ? '' : ' elements repeated', ', all ', count($elements), "\n";
};
$topics = array_map(fn(int $number): string => sprintf('topic-%04d', $number), range(1, 500));
ini_set('netsvr.send_packet_limit', '4096');
foreach (['Subscribe', 'Unsubscribe'] as $what) {
    $call = [NetBus::class, "topic$what"];
    $class = "Netsvr\\Topic$what";
    foreach ([[10, 4], [500, 4], [500, 0], [500, 4000], [0, 4], [500, 4096]] as [$count, $length]) {
        $data = str_repeat('d', $length);
        $sent(
            "$what $count, $length bytes",
            $class,
            'Topics',
            fn() => $call($ann, array_slice($topics, 0, $count), $data)
        );
    }
}
// 338 topics and four bytes are 4096 bytes
foreach (['at the limit' => 'done', 'above it by the data' => 'done!'] as $what => $data) {
    $call = fn() => NetBus::topicSubscribe($ann, array_slice($topics, 0, 338), $data);
    $sent($what, Netsvr\TopicSubscribe::class, 'Topics', $call);
}
$sent('TopicPublish', Netsvr\TopicPublish::class, 'Topics', fn() => NetBus::topicPublish($topics, 'news'));
$sent('TopicDelete', Netsvr\TopicDelete::class, 'Topics', fn() => NetBus::topicDelete($topics, 'gone'));
$ids = array_map(fn(int $number): string => sprintf('7f00000117b765432100%08x', $number), range(1, 300));
$sent('Multicast', Netsvr\Multicast::class, 'UniqIds', fn() => NetBus::multicast($ids, 'hello'));
$sent('ForceOffline', Netsvr\ForceOffline::class, 'UniqIds', fn() => NetBus::forceOffline($ids, 'bye'));
?>
--EXPECT--
Subscribe 10, 4 bytes: 10+4, all 10
Subscribe 500, 4 bytes: 338+0 162+4, all 500
Subscribe 500, 0 bytes: 338+0 162+0, all 500
Subscribe 500, 4000 bytes: 338+0 161+0 1+4000, all 500
Subscribe 0, 4 bytes: 0+4, all 0
  topicSubscribe: a payload of 4145 bytes is above the limit of 4096 bytes (netsvr.send_packet_limit, which must not be above the gateway's ReceivePackLimit); nothing was sent
Subscribe 500, 4096 bytes:, all 0
Unsubscribe 10, 4 bytes: 10+4, all 10
Unsubscribe 500, 4 bytes: 338+0 162+4, all 500
Unsubscribe 500, 0 bytes: 338+0 162+0, all 500
Unsubscribe 500, 4000 bytes: 338+0 161+0 1+4000, all 500
Unsubscribe 0, 4 bytes: 0+4, all 0
  topicUnsubscribe: a payload of 4145 bytes is above the limit of 4096 bytes (netsvr.send_packet_limit, which must not be above the gateway's ReceivePackLimit); nothing was sent
Unsubscribe 500, 4096 bytes:, all 0
at the limit: 338+4, all 338
above it by the data: 337+0 1+5, all 338
TopicPublish: 340+4 160+4, all 500
TopicDelete: 340+4 160+4, all 500
Multicast: 136+5 136+5 28+5, all 300
ForceOffline: 136+3 136+3 28+3, all 300
