--TEST--
A gateway that resets between the frames of one multicast: no id twice, none lost without a word
--EXTENSIONS--
netsvr
--INI--
memory_limit=512M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
ini_set('netsvr.send_packet_limit', '256K');
$ids = [];
for ($i = 0; $i < 250_000; $i++) {
    $ids[] = sprintf('7f000001178f6621e43b%08x', $i);
}
foreach (['fresh' => [], 'reused' => [Faults::count(1)]] as $which => $script) {
    // It has read a part of the first of about 30 frames; many more are on their way by then.
    $gateway = FakeGateway::start([[...$script, Step::afterBytes(50_000, Step::reset())], []], 4096);
    $faults = Faults::bind(10, $gateway);
    if ($which === 'reused') {
        NetBus::uniqIdCount();
    }
    $faults->call("multicast on a $which connection", fn() => NetBus::multicast($ids, 'x'));
    $reported = preg_grep('~^error test send to ~', $faults->logger->take());
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $got = [];
    foreach ($gateway->frames() as $frame) {
        if ($frame['cmd'] === Faults::MULTICAST) {
            array_push($got, ...Faults::fields($frame['body'])[1]);
        }
    }
    echo '  ', count($got) === count(array_flip($got)) ? 'no id twice' : 'IDS TWICE', ', ';
    $lost = $reported === [] ? count($ids) - count($got) : 0;
    echo $lost === 0 ? 'nothing lost without a word' : "$lost ids LOST WITHOUT A WORD", "\n";
    $gateway->stop();
}
?>
--EXPECT--
multicast on a fresh connection: null
next: [{"workerAddr":"the gateway","count":0}]
  no id twice, nothing lost without a word
multicast on a reused connection: null
next: [{"workerAddr":"the gateway","count":0}]
  no id twice, nothing lost without a word
