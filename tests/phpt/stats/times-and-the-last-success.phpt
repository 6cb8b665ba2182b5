--TEST--
Stats::get() tells how long dials and requests took, in buckets that hold those before them, and when an exchange last ended well
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$gateway = FakeGateway::start([[Faults::count(1)->delayed(60), Faults::count(1)->delayed(60), Step::silence()]]);
Setup::netBusAt([$gateway->addr()], 1);
$stats = static fn(): array => Stats::get()[0];
$between = static fn(float $from, mixed $value, float $to): string => is_float($value) && $value >= $from && $value <= $to ? 'yes' : json_encode([$from, $value, $to]);

NetBus::uniqIdCount();
NetBus::uniqIdCount();
['buckets' => $buckets, 'sum' => $sum, 'count' => $count] = $stats()['requestSeconds'];
echo implode(' ', array_keys($buckets)), "\n";
echo 'requests: ', $count, ', under 50 ms: ', $buckets['0.05'], ', in all: ', $buckets['+Inf'], ', sum in bounds: ', $between(0.12, $sum, 5), "\n";
['buckets' => $buckets, 'sum' => $sum, 'count' => $count] = $stats()['dialSeconds'];
echo 'dials: ', $count, ', in all: ', $buckets['+Inf'], ', sum in bounds: ', $between(0, $sum, 5), "\n";
$values = array_values($buckets);
$sorted = $values;
sort($sorted);
echo 'buckets never fall: ', $values === $sorted ? 'yes' : 'no', "\n";

$now = microtime(true);
echo 'just now: ', $between($now - 5, $stats()['lastSuccess'], $now + 0.001), "\n";
$before = $stats()['lastSuccess'];
try {
    NetBus::uniqIdCount();
} catch (NetsvrBusiness\Exception\SocketReceiveException) {
}
['buckets' => $buckets, 'count' => $count] = $stats()['requestSeconds'];
echo 'one that fails counts, too: ', $count, ', under 0.5 s: ', $buckets['0.5'], "\n";
echo 'it is no success: ', $between($before - 0.001, $stats()['lastSuccess'], $before + 0.001), "\n";
$before = microtime(true);
NetBus::broadcast('x');
echo 'a message is one: ', $between($before - 0.001, $stats()['lastSuccess'], microtime(true) + 0.001), "\n";

$down = FakeGateway::start();
$down->down();
Setup::netBusAt([$down->addr()], 1);
NetBus::broadcast('x');
$stats = array_column(Stats::get(), null, 'workerAddr')[$down->addr()];
echo 'never reached: ', json_encode($stats['lastSuccess']), ', dials: ', $stats['dialSeconds']['count'], "\n";

// The kernel drops what would connect to a listener whose queue is full.
$listener = stream_socket_server('tcp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, stream_context_create(['socket' => ['backlog' => 0]]));
$addr = stream_socket_get_name($listener, false);
$waiting = [];
for ($i = 0; $i < 8; $i++) {
    $waiting[] = stream_socket_client("tcp://$addr", $errno, $error, 1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
}
usleep(50000);
Setup::netBusAt([$addr], 1);
NetBus::broadcast('x');
$stats = array_column(Stats::get(), null, 'workerAddr')[$addr];
echo 'a dial that times out: ', $stats['dialSeconds']['count'], ', under 0.5 s: ', $stats['dialSeconds']['buckets']['0.5'], ', ', json_encode(array_filter($stats['failed'])), "\n";
?>
--EXPECT--
0.0005 0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1.0 2.5 5.0 10.0 +Inf
requests: 2, under 50 ms: 0, in all: 2, sum in bounds: yes
dials: 1, in all: 1, sum in bounds: yes
buckets never fall: yes
just now: yes
one that fails counts, too: 3, under 0.5 s: 2
it is no success: yes
a message is one: yes
never reached: null, dials: 1
a dial that times out: 1, under 0.5 s: 0, {"timedOut":1}
