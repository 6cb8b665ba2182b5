--TEST--
Events that come in the same segment as the register answer are dispatched, half a frame with what completes it
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
    $third = GatewayFrames::message('ann', 'in two pieces');
    $segment = GatewayFrames::registration() . GatewayFrames::open('ann') . GatewayFrames::message('ann', 'at once')
        . substr($third, 0, 11);
    $gateway = FakeGateway::start([[Step::raw($segment)], []]);
    $business = Business::start($host, [$gateway->addr()]);
    $business->printUntil('at once');
    $gateway->push(substr($third, 11));
    $business->printUntil('in two pieces');
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onOpen ann
  onMessage ann at once
  onMessage ann in two pieces
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
