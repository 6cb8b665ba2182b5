--TEST--
While a coroutine of a handler is suspended, later events are handled, once each, and nothing that is sent is held back
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipWithoutCoroutines();
?>
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
use Workerman\Timer;

Setup::endAfter(50);
$gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
$send = function (string ...$texts) use ($gateway): void {
    foreach ($texts as $text) {
        NetBus::singleCast($gateway->uniqId(), $text);
    }
};
$business = Business::start(
    Host::Workerman5,
    [$gateway->addr()],
    coroutines: true,
    onMessage: function (Transfer $transfer, BusinessProcess $me) use ($send): void {
        [$what, $which] = explode(' ', $transfer->getData()) + ['', ''];
        $me->report("onMessage $what $which");
        $send("$what $which 1", "$what $which 2");
        switch ($what) {
            case 'wait':
                while (!isset($me->notes[$which])) {
                    Timer::sleep(0.01);
                }
                $send("resumed $which");
                $me->report("resumed $which with the message {$transfer->getData()}");
                break;
            case 'resume':
                $me->notes[$which] = true;
                break;
            case 'count':
                $me->report('count ' . NetBus::uniqIdCount()[0]['count']);
                break;
            case 'timer':
                $me->notes['timer'] = true;
        }
    },
    tick: function (BusinessProcess $me) use ($send): void {
        if (isset($me->notes['timer'])) {
            unset($me->notes['timer']);
            $send('of a timer 1', 'of a timer 2');
        }
    }
);
$business->until('register');
$arrived = 1;
$push = function (string ...$texts) use ($gateway): void {
    $gateway->push(implode('', array_map(static fn(string $text): string => GatewayFrames::message('ann', $text), $texts)));
};
$printFrames = function (int $count) use ($gateway, &$arrived): void {
    GatewayFrames::print(array_slice($gateway->frames($arrived + $count), $arrived, $count));
    $arrived += $count;
};
$push('wait a', 'event b', 'timer c');
$business->printUntil('timer c');
$printFrames(8);
$push('wait d', 'count e');
$business->printUntil('count 0');
$printFrames(5);
$push('resume d');
$business->printUntil('resumed d');
$printFrames(3);
$push('resume a', 'event f');
$business->printUntil('resumed a');
$printFrames(5);
$business->printStop();
?>
--EXPECT--
  onMessage wait a
  onMessage event b
  onMessage timer c
  connection 0 sent SingleCast wait a 1, SingleCast wait a 2, SingleCast event b 1, SingleCast event b 2, SingleCast timer c 1, SingleCast timer c 2, SingleCast of a timer 1, SingleCast of a timer 2
  onMessage wait d
  onMessage count e
  info task connect to the gateway ok.
  count 0
  connection 0 sent SingleCast wait d 1, SingleCast wait d 2, SingleCast count e 1, SingleCast count e 2
  connection 1 sent UniqIdCount
  onMessage resume d
  resumed d with the message wait d
  connection 0 sent SingleCast resume d 1, SingleCast resume d 2, SingleCast resumed d
  onMessage resume a
  onMessage event f
  resumed a with the message wait a
  connection 0 sent SingleCast resume a 1, SingleCast resume a 2, SingleCast event f 1, SingleCast event f 2, SingleCast resumed a
  info task close connection the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
