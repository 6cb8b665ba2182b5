--TEST--
An answer too short for a command fails the call and ends the connection
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
foreach ([0, 1, 3] as $length) {
    $gateway = FakeGateway::start([[Faults::count(1)->claimingLength($length), Faults::count(10)], [Faults::count(2)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call("length $length", fn() => NetBus::uniqIdCount());
    $faults->printEnd(0);
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $gateway->stop();
}
?>
--EXPECT--
length 0: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
length 1: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
length 3: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
