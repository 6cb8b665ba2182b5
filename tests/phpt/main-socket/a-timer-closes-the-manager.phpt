--TEST--
A tick or timer closes the manager: unregistered, closed, no timer or watcher left; the own loop returns
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
        tick: function (BusinessProcess $me): void {
            $me->notes['ticks'] = ($me->notes['ticks'] ?? 0) + 1;
            if ($me->notes['ticks'] === 3) {
                $me->manager->close();
                $me->report('closed');
            }
        }
    );
    $business->printUntil('closed');
    $host->isWorkerman() ? $business->printStop() : $business->printEnd();
});
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  info main register to the gateway ok.
  closed
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  closed
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
