--TEST--
An answer that ends in its middle fails the call; the next one has a fresh connection
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
$cuts = ['inside the length' => 2, 'after the length' => 4, 'inside the command' => 6, 'inside the body' => 9];
foreach ($cuts as $where => $bytes) {
    $gateway = FakeGateway::start([[Faults::count(300)->truncated($bytes)->thenClose()], [Faults::count(2)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call("cut $where", fn() => NetBus::uniqIdCount());
    $faults->log();
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $faults->frames();
    $gateway->stop();
}
?>
--EXPECT--
cut inside the length: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  error test receive from the gateway failed: nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server.
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
cut after the length: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  error test receive from the gateway failed: nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server.
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
cut inside the command: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  error test receive from the gateway failed: nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server.
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
cut inside the body: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed. 0 --> netsvr server closed the connection
  error test receive from the gateway failed: nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server.
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
