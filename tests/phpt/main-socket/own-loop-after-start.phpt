--TEST--
run() after start() does not connect or register again
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        started: fn(BusinessProcess $me, bool $started) => $me->report('start() returned ' . var_export($started, true))
    );
    $business->printUntil('start()');
    $gateway->push(GatewayFrames::open('ann'));
    $business->printUntil('ann');
    $business->printStop();
    GatewayFrames::print($gateway->frames());
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  info main register to the gateway ok.
  start() returned true
  onOpen ann
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
