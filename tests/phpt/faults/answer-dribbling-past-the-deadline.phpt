--TEST--
Bytes that keep coming do not move the deadline of a call
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
$gateway = FakeGateway::start([[Step::answer(str_repeat('x', 100))->dribbled(200)], [Faults::count(2)]]);
$faults = Faults::bind(1, $gateway);
$faults->call('a byte every 200 ms', fn() => NetBus::uniqIdCount(), Faults::ONE_SECOND);
$faults->call('next', fn() => NetBus::uniqIdCount());
?>
--EXPECT--
a byte every 200 ms: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 1 second
next: [{"workerAddr":"the gateway","count":2}]
