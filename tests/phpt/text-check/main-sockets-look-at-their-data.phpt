--TEST--
netsvr.text_check on main sockets: what NetBus sends through them, and their own send(); an exception leaves the registration in order
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Broadcast;
use Netsvr\Cmd;
use Netsvr\Transfer;
use NetsvrBusiness\Exception\SocketSendException;
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
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $raw = pack('N', Cmd::Broadcast) . (new Broadcast())->setData("\xff")->serializeToString();
            $main = array_values($me->manager->getSockets())[0];
            foreach (['warn', 'throw', 'off'] as $choice) {
                ini_set('netsvr.text_check', $choice);
                foreach ([
                    static fn() => NetBus::singleCast($transfer->getUniqId(), "\xff"),
                    static fn() => $main->send($raw),
                ] as $call) {
                    try {
                        $call();
                    } catch (SocketSendException $thrown) {
                        $me->report($choice . ': ' . $thrown->getMessage());
                    }
                }
            }
            NetBus::singleCast($transfer->getUniqId(), 'and goes on');
            $me->report('done');
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'say it'));
    $business->printUntil('done');
    // register, two with warn, two with off, the last one
    ob_start();
    GatewayFrames::print($gateway->frames(6));
    echo strtr((string)ob_get_clean(), ["\xff" => '<ff>']);
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  warning task singleCast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes, for uniqId ann
  warning main send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  throw: singleCast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes, for uniqId ann; nothing was sent
  throw: send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes; nothing was sent
  done
  connection 0 sent Register, SingleCast <ff>, Broadcast, SingleCast <ff>, Broadcast, SingleCast and goes on
