--TEST--
A register answer and events that come byte by byte
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
use NetsvrTests\Support\Step;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $bytes = GatewayFrames::registration() . GatewayFrames::open('ann') . GatewayFrames::message('ann', 'byte by byte');
    $gateway = FakeGateway::start([[Step::raw($bytes)->dribbled(2)], []]);
    $business = Business::start($host, [$gateway->addr()]);
    $business->printUntil('byte by byte');
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onOpen ann
  onMessage ann byte by byte
