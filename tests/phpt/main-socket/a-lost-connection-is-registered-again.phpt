--TEST--
A connection that the gateway closes or resets is made and registered again at once
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    foreach (['closeConnections', 'resetConnections'] as $lose) {
        echo "  $lose\n";
        $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [GatewayFrames::registered('second')], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            onMessage: function (Transfer $transfer, BusinessProcess $me): void {
                ['dials' => $dials, 'reconnects' => $reconnects] = Stats::get()[0];
                $me->report("{$transfer->getData()}: $dials dials, $reconnects reconnects");
            }
        );
        $business->printUntil('register to');
        $gateway->push(GatewayFrames::message('ann', 'before'));
        $business->printUntil('before');
        $start = microtime(true);
        $gateway->$lose();
        $business->printUntil('register to');
        $seconds = microtime(true) - $start;
        echo $seconds < 2.2 ? '' : "  AFTER $seconds s\n";
        $gateway->push(GatewayFrames::message('ann', 'after'));
        $business->printUntil('after');
        $business->printStop();
        GatewayFrames::print($gateway->frames());
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  closeConnections
  info main connect to the gateway ok.
  info main register to the gateway ok.
  before: 1 dials, 0 reconnects
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  after: 2 dials, 1 reconnects
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register
  connection 1 sent Register, Unregister second
  connection 2 sent Unregister second
  resetConnections
  info main connect to the gateway ok.
  info main register to the gateway ok.
  before: 1 dials, 0 reconnects
  error main main socket to the gateway lost: reading failed: Connection reset by peer (104); registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  after: 2 dials, 1 reconnects
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register
  connection 1 sent Register, Unregister second
  connection 2 sent Unregister second
