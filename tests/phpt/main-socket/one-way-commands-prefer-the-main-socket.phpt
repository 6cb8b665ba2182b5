--TEST--
One-way commands leave on the main socket, in order, from handlers and from timers; the task socket stays unused
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
            NetBus::singleCast($uniqId, 'one');
            NetBus::singleCast($uniqId, 'two');
            NetBus::broadcast('all');
            NetBus::topicSubscribe($uniqId, ['news']);
            NetBus::singleCast($uniqId, 'three');
            $me->notes['due'] = true;
        },
        tick: function (BusinessProcess $me) use ($uniqId): void {
            if ($me->notes['due'] ?? false) {
                $me->notes['due'] = false;
                NetBus::singleCast($uniqId, 'from a timer');
            }
        }
    );
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    GatewayFrames::print($gateway->frames(7));
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  connection 0 sent Register, SingleCast one, SingleCast two, Broadcast, TopicSubscribe, SingleCast three, SingleCast from a timer
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
