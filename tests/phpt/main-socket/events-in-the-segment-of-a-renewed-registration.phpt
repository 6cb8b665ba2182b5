--TEST--
Events that come with the answer to a renewed registration, at once or byte by byte, are dispatched
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
    foreach (['at once' => fn(Step $step): Step => $step, 'byte by byte' => fn(Step $step): Step => $step->dribbled(2)] as $title => $how) {
        $segment = GatewayFrames::registration('second') . GatewayFrames::open('ann') . GatewayFrames::message('ann', $title);
        $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [$how(Step::raw($segment))], []]);
        $business = Business::start($host, [$gateway->addr()]);
        $business->until('register to');
        $gateway->closeConnections();
        $business->until('connect to the gateway ok');
        $business->printUntil("ann $title");
        $business->printStop();
        GatewayFrames::print(array_slice($gateway->frames(), 2));
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main register to the gateway ok.
  onOpen ann
  onMessage ann at once
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 1 sent Unregister second
  connection 2 sent Unregister second
  info main register to the gateway ok.
  onOpen ann
  onMessage ann byte by byte
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 1 sent Unregister second
  connection 2 sent Unregister second
