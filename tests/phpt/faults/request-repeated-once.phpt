--TEST--
A request is repeated once, and only when a reused connection had ended before it
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
foreach (['close' => Step::close(), 'reset' => Step::reset()] as $how => $end) {
    $gateway = FakeGateway::start([[Faults::count(1), $end], [Faults::count(2)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call('before', fn() => NetBus::uniqIdCount());
    $faults->call("$how on a reused connection", fn() => NetBus::uniqIdCount());
    $faults->frames();
    $gateway->stop();

    $gateway = FakeGateway::start([[Faults::count(1), $end], [$end], [Faults::count(3)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call('before', fn() => NetBus::uniqIdCount());
    $faults->call("$how on the fresh one, too", fn() => NetBus::uniqIdCount());
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $faults->frames();
    $gateway->stop();

    $gateway = FakeGateway::start([[$end], [Faults::count(2)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call("$how on a first connection", fn() => NetBus::uniqIdCount());
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $faults->frames();
    $gateway->stop();
}

$gateway = FakeGateway::start([[Faults::count(1), Faults::count(300)->truncated(1)->thenClose()], [Faults::count(2)]]);
$faults = Faults::bind(1, $gateway);
$faults->call('before', fn() => NetBus::uniqIdCount());
$faults->call('close after a byte', fn() => NetBus::uniqIdCount());
$faults->call('next', fn() => NetBus::uniqIdCount());
$faults->frames();
$gateway->stop();

$gateway = FakeGateway::start([[Faults::count(1), Step::silence()], [Faults::count(2)]]);
$faults = Faults::bind(1, $gateway);
$faults->call('before', fn() => NetBus::uniqIdCount());
$faults->call('silence', fn() => NetBus::uniqIdCount());
$faults->call('next', fn() => NetBus::uniqIdCount());
$faults->frames();
?>
--EXPECT--
before: [{"workerAddr":"the gateway","count":1}]
close on a reused connection: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount, UniqIdCount
  connection 1 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
close on the fresh one, too: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
next: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount, UniqIdCount
  connection 1 received UniqIdCount
  connection 2 received UniqIdCount
close on a first connection: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
reset on a reused connection: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount, UniqIdCount
  connection 1 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
reset on the fresh one, too: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
next: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount, UniqIdCount
  connection 1 received UniqIdCount
  connection 2 received UniqIdCount
reset on a first connection: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
close after a byte: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount, UniqIdCount
  connection 1 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
silence: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount, UniqIdCount
  connection 1 received UniqIdCount
  connection 2 received UniqIdCount
