--TEST--
run() with one of two gateways down: the other is served at once, the first as soon as it is up
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
    $one = FakeGateway::start([[GatewayFrames::registered('one')], []]);
    $one->down();
    $two = FakeGateway::start([[GatewayFrames::registered('two')], []]);
    $business = Business::start($host, [$one->addr(), $two->addr()], timeout: 2);
    $lines = $business->until('register to gateway 2 ok');
    sort($lines);
    echo '  ', implode("\n  ", array_unique($lines)), "\n";
    $two->push(GatewayFrames::open('ann'));
    $business->printUntil('ann', 2);
    $one->up();
    $lines = $business->until('register to gateway 1 ok');
    echo '  ', implode("\n  ", array_slice($lines, -2)), "\n";
    $one->push(GatewayFrames::open('bob'));
    $business->printUntil('bob');
    $business->printStop();
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  error main connect to gateway 1 failed.
  info main connect to gateway 2 ok.
  info main register to gateway 2 ok.
  onOpen ann
  info main connect to gateway 1 ok.
  info main register to gateway 1 ok.
  onOpen bob
  info task connect to gateway 1 ok.
  info task connect to gateway 2 ok.
  info main unregister to gateway 1 ok.
  info main unregister to gateway 2 ok.
  info main close connection gateway 1 ok.
  info main close connection gateway 2 ok.
  info task close connection gateway 1 ok.
  info task close connection gateway 2 ok.
  run() has returned
  ended: exit 0
