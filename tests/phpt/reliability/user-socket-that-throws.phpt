--TEST--
A TaskSocketInterface that throws: the exception reaches the caller, and the next calls work
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = DevGate::start();
$client = $gateway->client();
$fragile = new RecordingTaskSocket('10.0.0.1:6061');
$manager = new TaskSocketManger();
$manager->addSocket(Setup::taskSocket($gateway->workerAddr, new ArrayLogger()));
$manager->addSocket($fragile);
Setup::bind($manager);
$try = function (string $title, Closure $call): void {
    try {
        $call();
        echo "$title: no exception\n";
    } catch (DomainException $exception) {
        echo "$title: ", $exception->getMessage(), "\n";
    }
};

$fragile->onSend = fn() => throw new DomainException('thrown by send()');
$try('broadcast', fn() => NetBus::broadcast('first'));
$try('uniqIdCount', fn() => NetBus::uniqIdCount());
$fragile->onSend = null;
$fragile->onReceive = fn() => throw new DomainException('thrown by receive()');
$try('uniqIdCount', fn() => NetBus::uniqIdCount());
$fragile->onReceive = null;

// The native socket beside it answers this question, not one of those that were cut short.
$fragile->answer = pack('N', Cmd::UniqIdCount) . (new UniqIdCountResp())->setCount(7)->serializeToString();
var_dump(array_column(NetBus::uniqIdCount(), 'count'));
var_dump(NetBus::checkOnline([$client->uniqId, $client->uniqId]) === [$client->uniqId, $client->uniqId]);
NetBus::broadcast('second');
var_dump($client->receiveAll(atLeast: 2));
--EXPECT--
broadcast: thrown by send()
uniqIdCount: thrown by send()
uniqIdCount: thrown by receive()
array(2) {
  [0]=>
  int(1)
  [1]=>
  int(7)
}
bool(true)
array(2) {
  [0]=>
  string(5) "first"
  [1]=>
  string(6) "second"
}
