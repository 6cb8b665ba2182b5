--TEST--
Gateway down for some calls: they fail, and the first call after it is back succeeds
--INI--
netsvr.backoff_base_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = DevGate::start();
$logger = Setup::netBus($gateway);
var_dump(NetBus::uniqIdCount()[0]['count']);
for ($i = 0; $i < 2; $i++) {
    $gateway->kill();
    NetBus::broadcast('lost');
    try {
        NetBus::uniqIdCount();
        echo "no exception\n";
    } catch (SocketReceiveException $exception) {
        echo $exception->getMessage(), "\n";
    }
    $sendErrors = array_filter($logger->take(), fn(string $line): bool => str_contains($line, 'error test send to'));
    // The lost message has left a line, the request at most another.
    var_dump($sendErrors !== []);

    $gateway->restart();
    $client = $gateway->client();
    NetBus::singleCast($client->uniqId, 'arrives');
    var_dump($client->receive(5.0), NetBus::uniqIdCount()[0]['count']);
}
--EXPECT--
int(0)
call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
bool(true)
string(7) "arrives"
int(1)
call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
bool(true)
string(7) "arrives"
int(1)
