--TEST--
Gateway down, netsvr.on_send_failure=throw: a one-way command throws SocketSendException
--INI--
netsvr.on_send_failure=throw
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = DevGate::start();
$client = $gateway->client();
$gateway->kill();
Setup::netBus($gateway);
$calls = [
    'broadcast' => fn() => NetBus::broadcast('x'),
    'singleCast' => fn() => NetBus::singleCast($client->uniqId, 'x'),
    'multicast' => fn() => NetBus::multicast([$client->uniqId, $client->uniqId], 'x'),
    'topicPublish' => fn() => NetBus::topicPublish('news', 'x'),
];
foreach ($calls as $name => $call) {
    try {
        $call();
        echo "$name: no exception\n";
    } catch (SocketSendException $exception) {
        echo "$name: ", get_class($exception), "\n";
    }
}

echo "changed at run time\n";
ini_set('netsvr.on_send_failure', 'log');
var_dump(NetBus::broadcast('x'));
--EXPECT--
broadcast: NetsvrBusiness\Exception\SocketSendException
singleCast: NetsvrBusiness\Exception\SocketSendException
multicast: NetsvrBusiness\Exception\SocketSendException
topicPublish: NetsvrBusiness\Exception\SocketSendException
changed at run time
NULL
