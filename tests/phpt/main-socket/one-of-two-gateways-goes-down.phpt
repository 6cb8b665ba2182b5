--TEST--
While one of two gateways is down the other's events flow and are answered; the first comes back
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
    $one = FakeGateway::start([[GatewayFrames::registered('one')], []]);
    $two = FakeGateway::start([[GatewayFrames::registered('two')], [GatewayFrames::registered('two again')], []]);
    $business = Business::start(
        $host,
        [$one->addr(), $two->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
            $me->report('handled ' . $transfer->getData());
        }
    );
    // The own loop does not wait for one gateway before it turns to the next.
    $lines = [...$business->until('register'), ...$business->until('register')];
    sort($lines);
    echo '  ', implode("\n  ", $lines), "\n";
    $two->down();
    $business->until('connect to gateway 2 failed');
    for ($i = 1; $i <= 3; $i++) {
        $one->push(GatewayFrames::message($one->uniqId(), "while it is down $i"));
        $lines = $business->until("down $i", 2);
        // besides that it is tried again now and then
        echo implode('', preg_replace('~^.*$~', "  $0\n", preg_grep('~ gateway 2 failed~', $lines, PREG_GREP_INVERT)));
    }
    $two->up();
    $lines = $business->until('register to gateway 2');
    echo implode('', preg_replace('~^.*$~', "  $0\n", preg_grep('~ gateway 2 failed~', $lines, PREG_GREP_INVERT)));
    $two->push(GatewayFrames::message($two->uniqId(), 'back'));
    $business->printUntil('back');
    GatewayFrames::print($one->frames(4));
    GatewayFrames::print($two->frames(3));
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to gateway 1 ok.
  info main connect to gateway 2 ok.
  info main register to gateway 1 ok.
  info main register to gateway 2 ok.
  handled while it is down 1
  handled while it is down 2
  handled while it is down 3
  info main connect to gateway 2 ok.
  info main register to gateway 2 ok.
  handled back
  connection 0 sent Register, SingleCast while it is down 1, SingleCast while it is down 2, SingleCast while it is down 3
  connection 0 sent Register
  connection 1 sent Register, SingleCast back
  info task connect to gateway 1 ok.
  info task connect to gateway 2 ok.
  info main unregister to gateway 1 ok.
  info main unregister to gateway 2 ok.
  info main close connection gateway 1 ok.
  info main close connection gateway 2 ok.
  info task close connection gateway 1 ok.
  info task close connection gateway 2 ok.
  run() has returned
  ended: exit 0
