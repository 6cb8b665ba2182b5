--TEST--
A handler closes the manager: unregistered, closed, no timer or watcher left; what came with that event is not lost unseen
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
                $me->report('close() has returned');
            }
        }
    );
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'close') . GatewayFrames::message('ann', 'one more'));
    $business->printUntil('has returned');
    $host->isWorkerman() ? $business->printStop() : $business->printEnd();
    GatewayFrames::print($gateway->frames());
});
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onMessage close
  close() has returned
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  onMessage one more
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast last words, Unregister conn-1
  connection 1 sent Unregister conn-1
Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onMessage close
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  warning main main socket to the gateway closed: 0 frames were not sent, 1 events were not handled.
  info main close connection the gateway ok.
  close() has returned
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast last words
  connection 1 sent Unregister conn-1
