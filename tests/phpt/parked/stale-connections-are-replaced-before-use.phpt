--TEST--
A parked connection that the gateway has ended or written to is replaced before anything is written: nothing is lost
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
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
    'an answer that nobody asked for' => fn(FakeGateway $gateway) => $gateway->push(
        pack('NN', 6, Faults::UNIQ_ID_COUNT) . Faults::countBody(9)
    ),
];
foreach ($ends as $how => $end) {
    $gateway = FakeGateway::start([[Faults::count(1)], [Step::silence()], [Faults::count(3)]]);
    Faults::bind(1, $gateway)->call('before', fn() => NetBus::uniqIdCount());
    Setup::bind(new stdClass());
    $end($gateway);
    usleep(50_000);
    $faults = Faults::bind(1, $gateway);
    $faults->call("one-way after $how", fn() => NetBus::broadcast('arrives'));
    $faults->noErrors();
    $gateway->frames(2);
    Setup::bind(new stdClass());
    $end($gateway);
    usleep(50_000);
    $faults = Faults::bind(1, $gateway);
    $faults->call("request after $how", fn() => NetBus::uniqIdCount());
    $faults->noErrors();
    $faults->frames();
    $stats = array_column(Stats::get(), null, 'workerAddr')[$gateway->addr()];
    echo "  $stats[dials] dials, $stats[reconnects] reconnects, $stats[openConnections] open\n";
    Setup::bind(new stdClass());
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
  3 dials, 2 reconnects, 1 open
before: [{"workerAddr":"the gateway","count":1}]
one-way after reset: null
request after reset: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received Broadcast arrives
  connection 2 received UniqIdCount
  3 dials, 2 reconnects, 1 open
before: [{"workerAddr":"the gateway","count":1}]
one-way after restart: null
request after restart: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received Broadcast arrives
  connection 2 received UniqIdCount
  3 dials, 2 reconnects, 1 open
before: [{"workerAddr":"the gateway","count":1}]
one-way after an answer that nobody asked for: null
request after an answer that nobody asked for: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received Broadcast arrives
  connection 2 received UniqIdCount
  3 dials, 2 reconnects, 1 open
