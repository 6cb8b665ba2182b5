--TEST--
An answer that comes after its call has timed out is read by nobody
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
$gateway = FakeGateway::start([
    [Faults::count(1)->delayed(3000), Faults::count(10)],
    [Faults::count(2), Faults::count(3)],
]);
$faults = Faults::bind(1, $gateway);
$faults->call('too late', fn() => NetBus::uniqIdCount(), Faults::ONE_SECOND);
$faults->call('before the late answer', fn() => NetBus::uniqIdCount());
usleep(2_700_000);
$faults->call('after the late answer', fn() => NetBus::uniqIdCount());
$faults->frames();
?>
--EXPECT--
too late: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 1 second
before the late answer: [{"workerAddr":"the gateway","count":2}]
after the late answer: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount, UniqIdCount
  connection 2 received UniqIdCount
