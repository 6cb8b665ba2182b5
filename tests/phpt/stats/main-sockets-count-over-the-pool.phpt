--TEST--
Stats::pool() counts main sockets of processes that live, by how they stand: registered, renewed, and no more once they are gone
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);

$one = FakeGateway::start([[GatewayFrames::registered()]]);
$down = FakeGateway::start();
$down->down();
/** Waits until they stand so, for the two gateways. */
$waitFor = function (string $expected) use ($one, $down): void {
    $deadline = microtime(true) + 6;
    do {
        $pool = array_column(Stats::pool(), null, 'workerAddr');
        $stand = array_map(static fn(FakeGateway $gateway): string => ($pool[$gateway->addr()]['registeredMainSockets'] ?? 0)
            . '/' . ($pool[$gateway->addr()]['renewingMainSockets'] ?? 0), [$one, $down]);
        usleep(20_000);
    } while (implode(', ', $stand) !== $expected && microtime(true) < $deadline);
    echo implode(', ', $stand), "\n";
};
$waitFor('0/0, 0/0');
$first = Business::start(Host::OwnLoop, [$one->addr(), $down->addr()]);
$second = Business::start(Host::OwnLoop, [$one->addr(), $down->addr()]);
$waitFor('2/0, 0/2');
$first->signal(SIGTERM);
$first->status();
$waitFor('1/0, 0/1');
$one->down();
$waitFor('0/1, 0/1');
$one->up();
$waitFor('1/0, 0/1');
$second->kill();
$waitFor('0/0, 0/0');
?>
--EXPECT--
0/0, 0/0
2/0, 0/2
1/0, 0/1
0/1, 0/1
1/0, 0/1
0/0, 0/0
