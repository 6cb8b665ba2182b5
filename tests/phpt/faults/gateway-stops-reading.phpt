--TEST--
A gateway that stops reading ends the send at its deadline
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
$large = str_repeat('x', 32 << 20);
$script = [[Step::atConnect(Step::stopReading())], [Faults::count(2), Step::silence()], [Faults::count(3)]];

$gateway = FakeGateway::start($script, 4096);
$faults = Faults::bind(1, $gateway);
$faults->call('one-way', fn() => NetBus::broadcast($large));
$faults->errorsName(['sending' => '~^test send to ~m'] + Faults::ONE_SECOND);
$faults->call('next', fn() => NetBus::uniqIdCount());
$faults->call('one-way after it', fn() => NetBus::broadcast('small'));
$faults->noErrors();
$faults->frames(2);
$gateway->stop();

ini_set('netsvr.on_send_failure', 'throw');
$gateway = FakeGateway::start($script, 4096);
$faults = Faults::bind(1, $gateway);
$faults->call('one-way that throws', fn() => NetBus::broadcast($large), Faults::ONE_SECOND);
$faults->call('next', fn() => NetBus::uniqIdCount());
$gateway->stop();

$gateway = FakeGateway::start($script, 4096);
$faults = Faults::bind(1, $gateway);
$ids = array_fill(0, 1_000_000, '7f000001178f6621e43b00000001');
$faults->call('request', fn() => NetBus::checkOnline($ids), Faults::ONE_SECOND);
$faults->call('next', fn() => NetBus::uniqIdCount());
?>
--EXPECT--
one-way: null
  1 logged, names its gateway, sending, 1 second
next: [{"workerAddr":"the gateway","count":2}]
one-way after it: null
  connection 1 received UniqIdCount, Broadcast small
one-way that throws: NetsvrBusiness\Exception\SocketSendException names its gateway, 1 second
next: [{"workerAddr":"the gateway","count":2}]
request: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::CheckOnline failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketSendException names its gateway, 1 second
next: [{"workerAddr":"the gateway","count":2}]
