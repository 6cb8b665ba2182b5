--TEST--
An idle connection on which something has arrived is replaced before it is used
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
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$unasked = ['one byte' => 'x', 'an answer' => Frames::pack(Faults::UNIQ_ID_COUNT, Faults::countBody(666))];
foreach ($unasked as $what => $bytes) {
    $gateway = FakeGateway::start([[Faults::count(1)], [Faults::count(2)], [Step::silence(), Faults::count(3)]]);
    $faults = Faults::bind(1, $gateway);
    $faults->call('before', fn() => NetBus::uniqIdCount());
    $gateway->push($bytes);
    usleep(50_000);
    $faults->call("request after $what", fn() => NetBus::uniqIdCount());
    $gateway->push($bytes);
    usleep(50_000);
    $faults->call("one-way after $what", fn() => NetBus::broadcast('arrives'));
    $faults->call('request after that', fn() => NetBus::uniqIdCount());
    $faults->noErrors();
    $faults->frames();
    $gateway->stop();
}
?>
--EXPECT--
before: [{"workerAddr":"the gateway","count":1}]
request after one byte: [{"workerAddr":"the gateway","count":2}]
one-way after one byte: null
request after that: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
  connection 2 received Broadcast arrives, UniqIdCount
before: [{"workerAddr":"the gateway","count":1}]
request after an answer: [{"workerAddr":"the gateway","count":2}]
one-way after an answer: null
request after that: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount
  connection 1 received UniqIdCount
  connection 2 received Broadcast arrives, UniqIdCount
