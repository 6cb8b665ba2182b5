--TEST--
A payload above netsvr.send_packet_limit is refused and leaves the connection as it was
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
ini_set('netsvr.send_packet_limit', '1000');
$sizes = ['its gateway' => '', 'size' => '~\b1001\b~', 'limit' => '~\b1000\b~'];
$gateway = FakeGateway::start([[
    Faults::count(1), Step::silence(), Faults::count(2), Faults::count(3), Faults::count(4),
]]);
$faults = Faults::bind(1, $gateway);
$faults->call('before', fn() => NetBus::uniqIdCount());

$faults->forgetLog();
// Command 4, key 1, length 2.
$faults->call('exactly the limit', fn() => NetBus::broadcast(str_repeat('x', 993)));
$faults->noErrors();
// The caller's own mistake, not the network's: thrown whatever netsvr.on_send_failure says.
$faults->call('one more', fn() => NetBus::broadcast(str_repeat('x', 994)), $sizes);
$faults->call('next', fn() => NetBus::uniqIdCount());

ini_set('netsvr.on_send_failure', 'throw');
$faults->call('one more, with on_send_failure=throw', fn() => NetBus::broadcast(str_repeat('x', 994)), $sizes);
$faults->call('next', fn() => NetBus::uniqIdCount());

$faults->call('request', fn() => NetBus::checkOnline([str_repeat('x', 994)]), $sizes);
$faults->call('next', fn() => NetBus::uniqIdCount());
echo count($gateway->connections()), " connection\n";
foreach ($gateway->frames() as $frame) {
    echo '  ', $frame['cmd'], ' of ', 4 + strlen($frame['body']), " bytes\n";
}
?>
--EXPECT--
before: [{"workerAddr":"the gateway","count":1}]
exactly the limit: null
one more: NetsvrBusiness\Exception\SocketSendException names size, limit
next: [{"workerAddr":"the gateway","count":2}]
one more, with on_send_failure=throw: NetsvrBusiness\Exception\SocketSendException names size, limit
next: [{"workerAddr":"the gateway","count":3}]
request: NetsvrBusiness\Exception\SocketSendException names size, limit
next: [{"workerAddr":"the gateway","count":4}]
1 connection
  900003007 of 4 bytes
  900002003 of 1000 bytes
  900003007 of 4 bytes
  900003007 of 4 bytes
  900003007 of 4 bytes
