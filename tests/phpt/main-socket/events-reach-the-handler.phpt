--TEST--
A main socket registers and hands each event to the handler, in order; SIGTERM unregisters, then closes
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
    $business = Business::start($host, [$gateway->addr()]);
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::open('ann') . GatewayFrames::message('ann', 'one'));
    $business->printUntil('one');
    $gateway->push(GatewayFrames::message('bob', 'two'));
    $business->printUntil('two');
    $gateway->push(GatewayFrames::message('ann', '') . GatewayFrames::close('ann') . GatewayFrames::open('cat'));
    $business->printUntil('cat');
    $business->printStop();
    GatewayFrames::print($gateway->frames());
    $gateway->stop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onOpen ann
  onMessage ann one
  onMessage bob two
  onMessage ann 
  onClose ann
  onOpen cat
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
