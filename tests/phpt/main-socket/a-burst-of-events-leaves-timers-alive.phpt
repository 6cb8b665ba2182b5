--TEST--
A burst of events is handled in order, and timers run in between
--EXTENSIONS--
posix
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

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $me->notes['order'] = ($me->notes['order'] ?? true) && (int)$transfer->getData() === ($me->notes['count'] ?? 0);
            $me->notes['count'] = ($me->notes['count'] ?? 0) + 1;
            $me->notes['ticks'] ??= 0;
            $me->keepBusy(0.0002);
            if ((int)$transfer->getData() === 1999) {
                $me->report($me->notes['order'] ? 'all in order' : 'OUT OF ORDER');
                $me->report($me->notes['ticks'] >= 1 ? 'timers ran' : 'NO TIMER ran');
            }
        },
        tick: function (BusinessProcess $me): void {
            if (isset($me->notes['ticks'])) {
                $me->notes['ticks']++;
            }
        }
    );
    $business->printUntil('register');
    $gateway->push(implode('', array_map(fn(int $i): string => GatewayFrames::message('ann', "$i " . str_repeat('x', 50)), range(0, 1999))));
    $business->printUntil(' ran', 40);
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  all in order
  timers ran
