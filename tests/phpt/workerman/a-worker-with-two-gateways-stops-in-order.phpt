--TEST--
On worker stop all are unregistered, then all main sockets closed, then the task sockets; nothing is left in the loop
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
Host::eachWorkerman(function (Host $host): void {
    $one = FakeGateway::start([[GatewayFrames::registered('one')], []]);
    $two = FakeGateway::start([[GatewayFrames::registered('two')], []]);
    $business = Business::start($host, [$one->addr(), $two->addr()], heartbeat: 200, taskHeartbeat: 200);
    // who answers first is registered first
    $lines = [...$business->until('register to'), ...$business->until('register to')];
    sort($lines);
    echo '  ', implode("\n  ", $lines), "\n";
    $business->printStop(SIGINT);
});
?>
--EXPECT--
Workerman 4, Workerman 5
  info main connect to gateway 1 ok.
  info main connect to gateway 2 ok.
  info main register to gateway 1 ok.
  info main register to gateway 2 ok.
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
