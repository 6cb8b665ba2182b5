--TEST--
An answer of another command fails the call and ends the connection
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
$both = ['both commands' => '~UniqIdCount.*CustomerIdCount|900003007.*900003005~s'];
$gateway = FakeGateway::start([
    [Step::answer(Faults::countBody(1), Faults::CUSTOMER_ID_COUNT), Faults::count(10)],
    [Faults::count(2)],
]);
$faults = Faults::bind(1, $gateway);
$faults->call('of a known command', fn() => NetBus::uniqIdCount(), $both);
$faults->errorsName($both);
$faults->printEnd(0);
$faults->call('next', fn() => NetBus::uniqIdCount());
$gateway->stop();

$gateway = FakeGateway::start([[Step::answer('', 5), Faults::count(10)], [Faults::count(2)]]);
$faults = Faults::bind(1, $gateway);
$faults->call('of an unknown command', fn() => NetBus::uniqIdCount(), ['the command' => '~\b5\b~']);
$faults->printEnd(0);
$faults->call('next', fn() => NetBus::uniqIdCount());
?>
--EXPECT--
of a known command: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, both commands
  2 logged, names its gateway, both commands
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
of an unknown command: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, the command
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
