--TEST--
A second answer to one request answers no other request
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
// The second answer arrives with the first: the call may fail, or have the first.
$gateway = FakeGateway::start([[Faults::count(1)->twice(), Faults::count(10)], [Faults::count(2)]]);
$faults = Faults::bind(1, $gateway);
try {
    $first = NetBus::uniqIdCount()[0]['count'];
} catch (NetsvrBusiness\Exception\SocketReceiveException) {
    $first = 1;
}
echo "first: $first\n";
$faults->call('next, when both came at once', fn() => NetBus::uniqIdCount());
$faults->printEnd(0);
$gateway->stop();

// The second one arrives while the connection is idle.
$gateway = FakeGateway::start([[Faults::count(1), Faults::count(10)], [Faults::count(2), Faults::count(3)]]);
$faults = Faults::bind(1, $gateway);
$faults->call('first', fn() => NetBus::uniqIdCount());
$gateway->push(Frames::pack(Faults::UNIQ_ID_COUNT, Faults::countBody(1)));
usleep(50_000);
$faults->call('next, when one came later', fn() => NetBus::uniqIdCount());
$faults->call('the one after', fn() => NetBus::uniqIdCount());
$faults->noErrors();
$faults->frames();
?>
--EXPECT--
first: 1
next, when both came at once: [{"workerAddr":"the gateway","count":2}]
  connection 0 is closed
first: [{"workerAddr":"the gateway","count":1}]
next, when one came later: [{"workerAddr":"the gateway","count":2}]
the one after: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount, UniqIdCount
