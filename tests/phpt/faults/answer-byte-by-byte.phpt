--TEST--
An answer that arrives byte by byte is the answer
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
$ids = ['7f000001178f6621e43b00000001', '7f000001178f6621e43b00000002'];
$gateway = FakeGateway::start([[
    Faults::count(70000)->dribbled(),
    Step::answer(Faults::strings($ids))->dribbled(2),
    Faults::count(3),
]]);
$faults = Faults::bind(5, $gateway);
$faults->call('first', fn() => NetBus::uniqIdCount());
$faults->call('second', fn() => NetBus::uniqIdList());
$faults->call('third', fn() => NetBus::uniqIdCount());
$faults->noErrors();
$faults->frames();
?>
--EXPECT--
first: [{"workerAddr":"the gateway","count":70000}]
second: [{"workerAddr":"the gateway","uniqIds":["7f000001178f6621e43b00000001","7f000001178f6621e43b00000002"]}]
third: [{"workerAddr":"the gateway","count":3}]
  connection 0 received UniqIdCount, UniqIdList, UniqIdCount
