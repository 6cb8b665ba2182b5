--TEST--
A gateway breaks a main socket's connection off: how many messages may be lost is said; not when it closes it in order
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
    foreach (['closeConnections', 'resetConnections'] as $lose) {
        echo "  $lose\n";
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            onMessage: function (Transfer $transfer, BusinessProcess $me): void {
                NetBus::broadcast('one');
                NetBus::broadcast('two');
                $me->report($transfer->getData());
            }
        );
        $business->until('register to');
        $gateway->push(GatewayFrames::message('ann', 'go'));
        $business->printUntil('go');
        $gateway->frames(3);
        $gateway->$lose();
        $business->printUntil('registering again');
        $business->signal(SIGTERM);
        $business->status();
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  closeConnections
  go
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  resetConnections
  go
  warning main lost the connection to the gateway: the other side broke the connection off; 2 frames may be lost: written since the last sign that they arrive, 2 of them in the last 10 s; 0 bytes had not been acknowledged.
  error main main socket to the gateway lost: reading failed: Connection reset by peer (104); registering again at once.
