--TEST--
Stats::get() and pool() count the frames that were written on a connection that broke before anything was answered behind them
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

Setup::endAfter(60);
// What was written more than 100 ms ago has been looked at: on a machine that is too slow for that, once more.
for ($deadline = microtime(true) + 50; microtime(true) < $deadline;) {
    $gateway = FakeGateway::start([[Faults::count(1)]]);
    Setup::netBusAt([$gateway->addr()], 1);
    $unconfirmed = static fn(array $all): int => array_column($all, 'unconfirmed', 'workerAddr')[$gateway->addr()];
    $start = hrtime(true);
    NetBus::uniqIdCount();
    for ($i = 0; $i < 3; $i++) {
        NetBus::broadcast("message $i");
    }
    $gateway->frames(4);
    $before = $unconfirmed(Stats::get());
    $gateway->resetConnections();
    NetBus::broadcast('the next one finds out');
    if (hrtime(true) - $start < 90_000_000) {
        break;
    }
}
echo "while it is there: $before\n";
echo 'when it is gone: ', $unconfirmed(Stats::get()), ' in all: ', $unconfirmed(Stats::pool()), "\n";
?>
--EXPECT--
while it is there: 0
when it is gone: 3 in all: 3
