--TEST--
TaskSocketInterface implemented in PHP: NetBus sends to it and receives from it
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Broadcast;
use Netsvr\CheckOnlineReq;
use Netsvr\CheckOnlineResp;
use Netsvr\Cmd;
use Netsvr\Multicast;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

$one = new RecordingTaskSocket('10.0.0.1:6061');
$two = new RecordingTaskSocket('10.0.0.2:6061');
$sockets = ['one' => $one, 'two' => $two];
$manager = new TaskSocketManger();
$manager->addSocket($one);
$manager->addSocket($two);
Setup::bind($manager);
$ofOne = ['0a00000117ad6621e43b00000001', '0a00000117ad6621e43b00000002'];
$ofTwo = ['0a00000217ad6621e43b00000001'];

/** Prints what both were given since the last time; $text makes the bodies readable. */
$print = function (string $title, Closure $text) use ($sockets): void {
    echo "$title\n";
    foreach ($sockets as $name => $socket) {
        echo "  $name: ", implode(', ', $socket->calls), "\n";
        foreach ($socket->sent as $data) {
            echo '    ', unpack('N', $data)[1], ' ', $text(substr($data, 4)), "\n";
        }
        $socket->calls = $socket->sent = [];
    }
};

NetBus::broadcast('hello');
$print('broadcast', function (string $body): string {
    $message = new Broadcast();
    $message->mergeFromString($body);
    return $message->getData();
});
NetBus::multicast([...$ofOne, ...$ofTwo], 'x');
$print('multicast', function (string $body): string {
    $message = new Multicast();
    $message->mergeFromString($body);
    return implode(', ', iterator_to_array($message->getUniqIds())) . ': ' . $message->getData();
});

foreach ($sockets as $name => $socket) {
    $socket->answer = pack('N', Cmd::UniqIdCount) . (new UniqIdCountResp())->setCount(strlen($name))->serializeToString();
}
echo json_encode(NetBus::uniqIdCount()), "\n";
$print('uniqIdCount', strlen(...));

$one->answer = pack('N', Cmd::CheckOnline) . (new CheckOnlineResp())->setUniqIds([$ofOne[1]])->serializeToString();
$two->answer = pack('N', Cmd::CheckOnline) . (new CheckOnlineResp())->setUniqIds($ofTwo)->serializeToString();
echo json_encode(NetBus::checkOnline([...$ofTwo, ...$ofOne])), "\n";
$print('checkOnline', function (string $body): string {
    $message = new CheckOnlineReq();
    $message->mergeFromString($body);
    return implode(', ', iterator_to_array($message->getUniqIds()));
});

foreach (['', false] as $nothing) {
    $one->answer = $nothing;
    try {
        NetBus::checkOnline($ofOne[0]);
    } catch (SocketReceiveException $exception) {
        echo $exception->getMessage(), "\n";
    }
}
--EXPECT--
broadcast
  one: send
    900002003 hello
  two: send
    900002003 hello
multicast
  one: send
    900002004 0a00000117ad6621e43b00000001, 0a00000117ad6621e43b00000002: x
  two: send
    900002004 0a00000217ad6621e43b00000001: x
[{"workerAddr":"10.0.0.1:6061","count":3},{"workerAddr":"10.0.0.2:6061","count":3}]
uniqIdCount
  one: send, receive
    900003007 0
  two: send, receive
    900003007 0
["0a00000217ad6621e43b00000001","0a00000117ad6621e43b00000002"]
checkOnline
  one: send, receive
    900003003 0a00000117ad6621e43b00000001, 0a00000117ad6621e43b00000002
  two: send, receive
    900003003 0a00000217ad6621e43b00000001
call Cmd::CheckOnline failed because the connection to the netsvr was disconnected
call Cmd::CheckOnline failed because the connection to the netsvr was disconnected
