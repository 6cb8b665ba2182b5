--TEST--
A one-way frame that was written whole is not written again, however the connection ends
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
foreach (['reset' => Step::reset(), 'close' => Step::close()] as $how => $end) {
    // Each connection takes one frame and ends, once the address is known to be a gateway's.
    $gateway = FakeGateway::start([[Faults::count(0)], [$end]]);
    Faults::prove($gateway);
    $faults = Faults::bind(1, $gateway);
    for ($i = 1; $i <= 5; $i++) {
        NetBus::broadcast("$how $i");
        $gateway->frames($i + 1);
        usleep(20_000);
    }
    $faults->noErrors();
    $faults->frames();
    $gateway->stop();
}

// Ended while more is written: what does not arrive may be lost in the network, but nothing arrives twice.
$gateway = FakeGateway::start([[Faults::count(0)], [Step::reset()]]);
Faults::prove($gateway);
$faults = Faults::bind(1, $gateway);
for ($i = 1; $i <= 200; $i++) {
    NetBus::broadcast("frame $i");
}
$bodies = array_column(array_slice($gateway->frames(2), 1), 'body');
echo 'frames: ', $bodies === array_unique($bodies) ? 'none twice' : 'SOME TWICE', "\n";
?>
--EXPECT--
  connection 0 received UniqIdCount
  connection 1 received Broadcast reset 1
  connection 2 received Broadcast reset 2
  connection 3 received Broadcast reset 3
  connection 4 received Broadcast reset 4
  connection 5 received Broadcast reset 5
  connection 0 received UniqIdCount
  connection 1 received Broadcast close 1
  connection 2 received Broadcast close 2
  connection 3 received Broadcast close 3
  connection 4 received Broadcast close 4
  connection 5 received Broadcast close 5
frames: none twice
