--TEST--
A forked child makes a connection of its own; the parent's parked one goes on working when the child has ended
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

Setup::endAfter(30);
$gateway = FakeGateway::start([[Faults::count(1), Faults::count(3)], [Faults::count(2)]]);
$ask = function (string $who) use ($gateway): void {
    $logger = Setup::netBusAt([$gateway->addr()]);
    $count = NetBus::uniqIdCount()[0]['count'];
    Setup::bind(new stdClass());
    $stats = Stats::get()[0];
    echo "$who: $count, ", count($logger->take()), " log lines, $stats[dials] dials, $stats[takenFromParked] taken, ",
        "$stats[openConnections] open, $stats[parkedConnections] parked, $stats[requests] requests\n";
};
$ask('parent');
$pid = pcntl_fork();
if ($pid === 0) {
    Setup::endAfter(20);
    $ask('child');
    exit(0);
}
pcntl_waitpid($pid, $status);
var_dump($status);
$ask('parent');
echo 'connections: ', count($gateway->connections()), "\n";
?>
--EXPECT--
parent: 1, 1 log lines, 1 dials, 0 taken, 1 open, 1 parked, 1 requests
child: 2, 1 log lines, 1 dials, 0 taken, 1 open, 1 parked, 1 requests
int(0)
parent: 3, 0 log lines, 1 dials, 1 taken, 1 open, 1 parked, 2 requests
connections: 2
