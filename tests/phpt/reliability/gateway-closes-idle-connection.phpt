--TEST--
Gateway that closes idle connections: the next message arrives and the next request succeeds
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
// Whoever sends nothing for a second is disconnected, websocket clients too.
$gateway = DevGate::start('--read-deadline=1');
$logger = Setup::netBus($gateway);
var_dump(NetBus::uniqIdCount()[0]['count']);
usleep(1_800_000);
$client = $gateway->client();
NetBus::singleCast($client->uniqId, 'after an idle time');
var_dump($client->receive(5.0));
usleep(1_800_000);
$client = $gateway->client();
var_dump(NetBus::checkOnline($client->uniqId) === [$client->uniqId]);
var_dump(array_filter($logger->take(), static fn(string $line): bool => str_starts_with($line, 'error')));
--EXPECT--
int(0)
string(18) "after an idle time"
bool(true)
array(0) {
}
