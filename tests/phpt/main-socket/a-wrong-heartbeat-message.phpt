--TEST--
A gateway that closes the connection right after a heartbeat for the second time in a row: the log says which setting to check; not where it closes it at another time
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(80);
Host::each(function (Host $host): void {
    $printLoss = function (Business $business): void {
        $lines = $business->until(' lost: ', 15);
        echo '  ', end($lines), "\n";
    };

    echo "  another heartbeat message\n";
    $gateway = DevGate::start('--heartbeat', 'another');
    $business = Business::start($host, [$gateway->workerAddr], heartbeat: 1000);
    $printLoss($business);
    $printLoss($business);
    $business->kill();

    echo "  closed between two heartbeats\n";
    $registered = [GatewayFrames::registered(), Step::silence()];
    $gateway = FakeGateway::start([$registered, $registered, $registered]);
    $business = Business::start($host, [$gateway->addr()], heartbeat: 3000);
    foreach ([2, 4] as $frames) {
        $gateway->frames($frames);
        usleep(1_500_000);
        $gateway->closeConnections();
        $printLoss($business);
    }
    $business->kill();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  another heartbeat message
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  error main main socket to the gateway lost: the gateway closed the connection right after a heartbeat, as it did the last time: check that the main socket's heartbeat message is the gateway's HeartbeatMessage under [Worker]; registering again in about 3 seconds.
  closed between two heartbeats
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  error main main socket to the gateway lost: the gateway closed the connection; registering again in about 3 seconds.
