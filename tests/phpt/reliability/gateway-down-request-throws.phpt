--TEST--
Gateway down: a request throws SocketReceiveException, soon
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$down = DevGate::start();
$up = DevGate::start();
$client = $down->client();
$down->kill();
$calls = [
    fn() => NetBus::uniqIdList(),
    fn() => NetBus::checkOnline($client->uniqId),
    fn() => NetBus::connInfo([$client->uniqId]),
    fn() => NetBus::topicUniqIdCount('news'),
];
$start = microtime(true);
foreach ([[$down], [$down, $up]] as $gateways) {
    echo count($gateways), " configured\n";
    Setup::netBus(...$gateways);
    foreach ($calls as $call) {
        try {
            $call();
            echo "no exception\n";
        } catch (SocketReceiveException $exception) {
            echo $exception->getMessage(), "\n";
        }
    }
}
var_dump(microtime(true) - $start < 10);
--EXPECT--
1 configured
call Cmd::UniqIdList failed because the connection to the netsvr was disconnected
call Cmd::CheckOnline failed because the connection to the netsvr was disconnected
call Cmd::ConnInfo failed because the connection to the netsvr was disconnected
call Cmd::TopicUniqIdCount failed because the connection to the netsvr was disconnected
2 configured
call Cmd::UniqIdList failed because the connection to the netsvr was disconnected
call Cmd::CheckOnline failed because the connection to the netsvr was disconnected
call Cmd::ConnInfo failed because the connection to the netsvr was disconnected
call Cmd::TopicUniqIdCount failed because the connection to the netsvr was disconnected
bool(true)
