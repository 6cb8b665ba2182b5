--TEST--
While a gateway is down its main socket tries again and again; commands fail with a log line; then all is well
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [GatewayFrames::registered('second')], []]);
    $business = Business::start($host, [$gateway->addr()]);
    $business->printUntil('register');
    $gateway->down();
    $lines = $business->until('connect to the gateway failed');
    array_push($lines, ...$business->until('connect to the gateway failed'));
    $gateway->up();
    array_push($lines, ...$business->until('register to the gateway ok'));
    // As many tries as the time allowed: each kind of line once.
    echo '  ', implode("\n  ", array_unique($lines)), "\n";
    $gateway->push(GatewayFrames::message('ann', 'after'));
    $business->printUntil('after');
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  error main connect to the gateway failed.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onMessage ann after
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
