--TEST--
A gateway that resets in the middle of a frame gets it once more; the other gateways have it already
--EXTENSIONS--
netsvr
--INI--
memory_limit=512M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
ini_set('netsvr.send_packet_limit', '64M');
// More than the sockets of both sides hold.
$large = str_repeat('x', 8 << 20);
$fine = FakeGateway::start([]);
$resetting = FakeGateway::start([[Faults::count(1), Step::afterBytes(100_000, Step::reset())], []], 4096);
$last = FakeGateway::start([]);
$faults = Faults::bind(10, $fine, $resetting, $last);
$faults->call('all are connected', fn() => NetBus::uniqIdCount());
$faults->call('a large message', fn() => NetBus::broadcast($large));
$faults->noErrors();
$faults->call('next', fn() => NetBus::uniqIdCount());
foreach (['fine' => $fine, 'resetting' => $resetting, 'last' => $last] as $name => $gateway) {
    $is = fn(array $frame): bool => $frame['cmd'] === Faults::BROADCAST && strlen($frame['body']) > 1 << 20;
    echo "$name: ", count(array_filter($gateway->frames(), $is)), ' of it, ', count($gateway->connections()), " connections\n";
}
?>
--EXPECT--
all are connected: [{"workerAddr":"gateway 1","count":0},{"workerAddr":"gateway 2","count":1},{"workerAddr":"gateway 3","count":0}]
a large message: null
next: [{"workerAddr":"gateway 1","count":0},{"workerAddr":"gateway 2","count":0},{"workerAddr":"gateway 3","count":0}]
fine: 1 of it, 1 connections
resetting: 1 of it, 2 connections
last: 1 of it, 1 connections
