--TEST--
A main socket sends its heartbeat again and again while it is connected
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start($host, [$gateway->addr()], heartbeat: 150);
    $business->printUntil('register');
    GatewayFrames::print(array_slice($gateway->frames(4), 0, 4));
    $business->printStop();
    $before = count($gateway->frames());
    usleep(400_000);
    echo count($gateway->frames()) === $before ? "  none after the end\n" : "  HEARTBEATS AFTER THE END\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  connection 0 sent Register, heartbeat, heartbeat, heartbeat
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  none after the end
