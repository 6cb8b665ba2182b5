--TEST--
A process in a loop adds its figures to the pool once a second, also when nothing happens any more
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()]]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            for ($i = 0; $i < 7; $i++) {
                NetBus::broadcast("message $i");
            }
            $me->report('sent');
        },
        heartbeat: 500
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->until('sent');
    $deadline = microtime(true) + 8;
    do {
        usleep(20_000);
        $entry = array_column(Stats::pool(), null, 'workerAddr')[$gateway->addr()] ?? null;
        $known = $entry !== null && $entry['sentFrames'] >= 8 && $entry['openConnections'] >= 1 && $entry['processes'] === 1;
    } while (!$known && microtime(true) < $deadline);
    echo '  ', $known ? 'known while it goes on' : json_encode($entry), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  known while it goes on
