--TEST--
Pauses grow and end, success forgets them; with netsvr.backoff_base_ms=0 every call dials
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=150
netsvr.backoff_max_ms=300
netsvr.persistent=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$gateway = FakeGateway::start();
$other = FakeGateway::start();
$gateway->down();
$logger = Setup::netBusAt([$gateway->addr(), $other->addr()]);

// Calls without end: far fewer dials than calls, and no pause is longer than the longest.
$calls = 0;
$longest = 0.0;
$end = microtime(true) + 2.0;
while (microtime(true) < $end) {
    NetBus::broadcast('x');
    $calls++;
    $until = Stats::get()[0]['backoffUntil'];
    // what is left of it by now
    $longest = max($longest, ($until ?? 0.0) - microtime(true));
    usleep(1000);
}
$dials = Stats::get()[0]['dials'];
echo $calls > 5 * $dials && $dials > 3 ? 'few dials' : "$dials dials of $calls calls", "\n";
echo $longest > 0.0 && $longest < 0.35 ? 'pauses as set' : "a pause of $longest s", "\n";
// The other gateway is not to suffer from it.
echo count($other->frames($calls)) === $calls ? 'all at the other gateway' : 'MESSAGES LOST', "\n";

// Back again: found when the pause is over.
$gateway->up();
$deadline = microtime(true) + 5;
while (Stats::get()[0]['openConnections'] === 0 && microtime(true) < $deadline) {
    NetBus::broadcast('x');
    usleep(1000);
}
var_dump(Stats::get()[0]['openConnections'], Stats::get()[0]['backoffUntil']);

// Without pauses, also while one is on.
$gateway->down();
NetBus::broadcast('x');
foreach (['netsvr.backoff_base_ms', 'netsvr.backoff_max_ms'] as $key) {
    ini_set($key, '0');
    $before = Stats::get()[0]['dials'];
    for ($i = 0; $i < 5; $i++) {
        NetBus::broadcast('x');
    }
    echo "$key=0: ", Stats::get()[0]['dials'] - $before, " dials\n";
    ini_restore($key);
}
?>
--EXPECT--
few dials
pauses as set
all at the other gateway
int(1)
NULL
netsvr.backoff_base_ms=0: 5 dials
netsvr.backoff_max_ms=0: 5 dials
