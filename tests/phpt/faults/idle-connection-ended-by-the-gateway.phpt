--TEST--
A connection that the gateway ended while it was idle is replaced before it is used
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
$ends = [
    'close' => fn(FakeGateway $gateway) => $gateway->closeConnections(),
    'reset' => fn(FakeGateway $gateway) => $gateway->resetConnections(),
    'restart' => function (FakeGateway $gateway) {
        $gateway->down();
        $gateway->up();
    },
];
foreach ($ends as $how => $end) {
    $gateway = FakeGateway::start([[Faults::count(1)], [Step::silence()], [Faults::count(3)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call('before', fn() => NetBus::uniqIdCount());
    $end($gateway);
    usleep(50_000);
    $faults->call("one-way after $how", fn() => NetBus::broadcast('arrives'));
    $gateway->frames(2);
    $end($gateway);
    usleep(50_000);
    $faults->call("request after $how", fn() => NetBus::uniqIdCount());
    $faults->noErrors();
    $faults->frames();
    $gateway->stop();
}
?>
--EXPECT--
before: [{"workerAddr":"the gateway","count":1}]
one-way after close: null
request after close: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received Broadcast arrives
  connection 2 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
one-way after reset: null
request after reset: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received Broadcast arrives
  connection 2 received UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
one-way after restart: null
request after restart: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received Broadcast arrives
  connection 2 received UniqIdCount
