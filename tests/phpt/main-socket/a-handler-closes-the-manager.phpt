--TEST--
A handler closes the manager: unregistered, closed, no further event, no timer or watcher left
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
            $me->report('onMessage ' . $transfer->getData());
            if ($transfer->getData() === 'close') {
                NetBus::singleCast($uniqId, 'last words');
                $me->manager->close();
                $me->report('closed, sockets: ' . count($me->manager->getSockets()));
                NetBus::singleCast($uniqId, 'on the task socket');
            }
        }
    );
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'close') . GatewayFrames::message('ann', 'one more'));
    $business->printUntil('closed');
    $host->isWorkerman() ? $business->printStop() : $business->printEnd();
    GatewayFrames::print($gateway->frames());
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onMessage close
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  closed, sockets: 0
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast last words
  connection 1 sent Unregister conn-1, SingleCast on the task socket
