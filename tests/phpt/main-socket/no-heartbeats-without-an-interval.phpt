--TEST--
An interval of 0 means no heartbeats, of main sockets and of task sockets
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
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report('count ' . NetBus::uniqIdCount()[0]['count']),
        heartbeat: 0,
        taskHeartbeat: 0
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('count');
    usleep(300_000);
    GatewayFrames::print($gateway->frames());
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info task connect to the gateway ok.
  count 0
  connection 0 sent Register
  connection 1 sent UniqIdCount
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
