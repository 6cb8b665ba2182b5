--TEST--
SIGTERM or SIGINT during a handler: the event in hand is finished and its answer sent, then unregister, close, return
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
    foreach ([SIGTERM, SIGINT] as $signal) {
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $uniqId = $gateway->uniqId();
        $business = Business::start(
            $host,
            [$gateway->addr()],
            onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
                $me->report('begins ' . $transfer->getData());
                // A signal ends a sleep.
                for ($until = microtime(true) + 0.4; microtime(true) < $until;) {
                    usleep(10_000);
                }
                NetBus::singleCast($uniqId, 'answer to ' . $transfer->getData());
                $me->report('ends ' . $transfer->getData());
            }
        );
        $business->printUntil('register');
        $gateway->push(implode('', array_map(fn(int $i): string => GatewayFrames::message('ann', "$i"), range(1, 20))));
        $business->printUntil('begins');
        $business->printStop($signal);
        GatewayFrames::print($gateway->frames());
    }
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  info main register to the gateway ok.
  begins 1
  ends 1
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast answer to 1
  connection 1 sent Unregister conn-1
  info main connect to the gateway ok.
  info main register to the gateway ok.
  begins 1
  ends 1
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast answer to 1
  connection 1 sent Unregister conn-1
