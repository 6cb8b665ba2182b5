--TEST--
Socket that has registered receives what clients do: open, messages of all sizes, close
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\RegisterReq;
use Netsvr\RegisterResp;
use Netsvr\RegisterRespCode;
use Netsvr\Transfer;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = DevGate::start();
$socket = new Socket('Socket#1', new ArrayLogger(), $gateway->workerAddr, 5, 5);
$socket->connect();
$request = (new RegisterReq())->setEvents(Event::OnOpen | Event::OnMessage | Event::OnClose);
$socket->send(pack('N', Cmd::Register) . $request->serializeToString());

/** Receives a frame of that command into the message. */
$receive = function (int $cmd, object $message) use ($socket): object {
    $frame = (string)$socket->receive();
    if (substr($frame, 0, 4) !== pack('N', $cmd)) {
        echo "not $cmd: ", bin2hex(substr($frame, 0, 4)), "\n";
        exit(1);
    }
    $message->mergeFromString(substr($frame, 4));
    return $message;
};
$answer = $receive(Cmd::Register, new RegisterResp());
var_dump($answer->getCode() === RegisterRespCode::Success, $answer->getConnId() !== '');

$client = $gateway->client();
var_dump($receive(Cmd::ConnOpen, new ConnOpen())->getUniqId() === $client->uniqId);
foreach ([1, 125, 126, 65_535, 65_536, 300_000] as $length) {
    $text = str_repeat('x', $length);
    $client->send($text);
    $transfer = $receive(Cmd::Transfer, new Transfer());
    echo $length, ' ', var_export($transfer->getData() === $text && $transfer->getUniqId() === $client->uniqId, true), "\n";
}
$client->send("\x00\xff", binary: true);
var_dump(bin2hex($receive(Cmd::Transfer, new Transfer())->getData()));

var_dump($client->isClosed());
$client->close();
var_dump($client->isClosed(), $client->receive(0.1));
var_dump($receive(Cmd::ConnClose, new ConnClose())->getUniqId() === $client->uniqId);
try {
    $client->send('too late');
} catch (RuntimeException $exception) {
    echo $exception->getMessage(), "\n";
}
--EXPECT--
bool(true)
bool(true)
bool(true)
1 true
125 true
126 true
65535 true
65536 true
300000 true
string(4) "00ff"
bool(false)
bool(true)
NULL
bool(true)
the websocket connection is closed
