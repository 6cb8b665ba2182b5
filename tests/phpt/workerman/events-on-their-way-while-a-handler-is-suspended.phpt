--TEST--
The manager is closed while a coroutine of a handler is suspended: events that were on their way are handled
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
$business = Business::start(
    Host::Workerman5,
    [$gateway->addr()],
    coroutines: true,
    onMessage: function (Transfer $transfer, BusinessProcess $me): void {
        $me->report("onMessage {$transfer->getData()}");
        if ($transfer->getData() === 'wait') {
            $me->notes['to be closed'] = true;
            while ($me->notes['to be closed']) {
                Timer::sleep(0.01);
            }
            $me->report('resumed');
        }
    },
    tick: function (BusinessProcess $me): void {
        // close() may be suspended, and the timer go off again
        if (($me->notes['to be closed'] ?? false) && !isset($me->notes['closes'])) {
            $me->notes['closes'] = true;
            $me->report('busy');
            $me->keepBusy(1.0);
            $me->manager->close();
            $me->notes['to be closed'] = false;
        }
    }
);
$business->until('register');
$gateway->push(GatewayFrames::message('ann', 'wait'));
$business->printUntil('busy');
$gateway->push(GatewayFrames::message('ann', 'one') . GatewayFrames::message('bob', 'two'));
// they are handled while close() is suspended or, where it is not, behind the end of the registration
$isEvent = static fn(string $line): bool => str_starts_with($line, 'onMessage');
$lines = $business->until('main close connection');
echo "while it is closed\n  ", implode("\n  ", array_filter($lines, $isEvent)), "\n";
echo "beside that\n  ", implode("\n  ", array_filter($lines, static fn(string $line): bool => !$isEvent($line))), "\n";
$business->printUntil('resumed');
$business->printStop();
?>
--EXPECT--
  onMessage wait
  busy
while it is closed
  onMessage one
  onMessage two
beside that
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  resumed
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
