--TEST--
A process stops at once while its only gateway is down
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
    $business = Business::start($host, [$gateway->addr()], timeout: 1);
    $business->printUntil('register');
    $gateway->down();
    $business->until('connect to the gateway failed');
    $start = microtime(true);
    $business->signal(SIGTERM);
    $lines = $business->until('run() has returned');
    echo '  ', end($lines), "\n";
    $business->printEnd();
    echo microtime(true) - $start < 5 ? '' : "  LATE\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  run() has returned
  ended: exit 0
