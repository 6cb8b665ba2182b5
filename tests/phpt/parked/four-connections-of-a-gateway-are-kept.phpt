--TEST--
At most four connections of a gateway stay in the process
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Stats;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = FakeGateway::start();
$logger = new ArrayLogger();
$use = function (int $count) use ($gateway, $logger): void {
    $sockets = [];
    for ($i = 0; $i < $count; $i++) {
        $sockets[] = Setup::taskSocket($gateway->addr(), $logger);
        $sockets[$i]->send(pack('N', Faults::BROADCAST) . 'x');
    }
    unset($sockets);
    $stats = Stats::get()[0];
    echo "$stats[dials] dials, $stats[parkedConnections] parked, $stats[openConnections] open\n";
};
$use(7);
$use(3);
$use(6);
$deadline = microtime(true) + 5;
while (($open = count(array_filter(array_column($gateway->connections(), 'open')))) > 4 && microtime(true) < $deadline) {
    usleep(5000);
}
echo "the gateway sees $open\n";
?>
--EXPECT--
7 dials, 4 parked, 4 open
7 dials, 4 parked, 4 open
9 dials, 4 parked, 4 open
the gateway sees 4
