--TEST--
An answer that stalls ends the call at its deadline; the next one has a fresh connection
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
foreach ([0, 3, 9] as $bytes) {
    $gateway = FakeGateway::start([[Faults::count(300)->truncated($bytes)], [Faults::count(2)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call("$bytes bytes", fn() => NetBus::uniqIdCount(), Faults::ONE_SECOND);
    $faults->log();
    $faults->printEnd(0);
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $gateway->stop();
}
?>
--EXPECT--
0 bytes: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 1 second
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
3 bytes: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 1 second
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
9 bytes: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 1 second
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
