--TEST--
start() inside a fiber and events in fibers of a handler
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
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            if ($transfer->getData() === 'suspend') {
                $me->notes['fiber'] = new Fiber(function () use ($me, $uniqId): void {
                    NetBus::singleCast($uniqId, 'in a fiber');
                    Fiber::suspend();
                    $me->report('resumed; count ' . NetBus::uniqIdCount()[0]['count']);
                    NetBus::singleCast($uniqId, 'resumed');
                });
                $me->notes['fiber']->start();
                $me->report('suspended');
            } else {
                $me->notes['fiber']->resume();
            }
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'suspend'));
    $business->printUntil('suspended');
    $gateway->push(GatewayFrames::message('ann', 'resume'));
    $business->printUntil('resumed');
    GatewayFrames::print($gateway->frames(4));
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  suspended
  info task connect to the gateway ok.
  resumed; count 0
  connection 0 sent Register, SingleCast in a fiber, SingleCast resumed
  connection 1 sent UniqIdCount
