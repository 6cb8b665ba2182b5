--TEST--
A process that is told to stop while a renewed registration waits for its answer ends at once, nothing left
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
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [Step::silence()], []]);
    $business = Business::start($host, [$gateway->addr()], timeout: 5);
    $business->until('register to');
    $gateway->closeConnections();
    $gateway->frames(2, 8.0);
    $start = microtime(true);
    $business->signal(SIGTERM);
    $lines = $business->until('run() has returned');
    echo '  ', end($lines), "\n";
    $business->printEnd();
    echo microtime(true) - $start < 4 ? '' : "  LATE\n";
    echo '  open connections: ', count(array_filter(array_column($gateway->connections(), 'open'))), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  run() has returned
  ended: exit 0
  open connections: 0
