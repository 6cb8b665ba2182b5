--TEST--
Outside of handlers each one-way command finds out whether its gateway is still there, however short ago it was
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
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
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->notes['go'] = true,
        tick: function (BusinessProcess $me) use ($gateway): void {
            if (!isset($me->notes['go'])) {
                return;
            }
            unset($me->notes['go']);
            NetBus::singleCast($gateway->uniqId(), 'before');
            $gateway->closeConnections();
            NetBus::singleCast($gateway->uniqId(), 'after');
            $me->report('sent');
        }
    );
    $business->until('register to');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('sent');
    GatewayFrames::print(array_slice($gateway->frames(3), 0, 3));
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  error main main socket to the gateway lost: the gateway had closed the connection; registering again at once.
  info task connect to the gateway ok.
  sent
  connection 0 sent Register, SingleCast before
  connection 1 sent SingleCast after
