--TEST--
Events beyond netsvr.max_receive_buffer, while a handler is busy, are dropped and counted; those before them are handled in order
--EXTENSIONS--
posix
--INI--
netsvr.max_receive_buffer=200K
netsvr.handler_max_ms=20000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

const EVENTS = 1000;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            if ($transfer->getData() === 'block') {
                $me->report('is busy');
                $me->keepBusy(3);
                return;
            }
            $me->notes['handled'][] = (int)$transfer->getData();
            if ((int)$transfer->getData() < EVENTS) {
                return;
            }
            $handled = $me->notes['handled'];
            $dropped = Stats::get()[0]['droppedEvents'];
            $me->report(count($handled) + $dropped === EVENTS ? 'all are handled or dropped' : "LOST: $dropped are dropped");
            $me->report($handled === array_unique($handled) && max($handled) === EVENTS ? 'each once' : 'MORE THAN ONCE');
            $sorted = $handled;
            sort($sorted);
            $me->report($handled === $sorted ? 'in order' : 'OUT OF ORDER');
            // the last one has left a byte in the socket
            $kept = count($handled) - 1;
            $me->report($handled[$kept - 1] === $kept ? 'the first ones are kept' : 'OTHERS ARE KEPT');
            // 1 KiB each, and what was read before
            $me->report($kept >= 190 && $kept <= 270 ? 'as many as fit' : "NOT as many as fit: $kept");
        },
        heartbeat: 200
    );
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'block'));
    $business->printUntil('busy');
    for ($i = 1; $i <= EVENTS; $i += 100) {
        $gateway->push(implode('', array_map(
            static fn(int $n): string => GatewayFrames::message('ann', sprintf('%04d', $n) . str_repeat('x', 990)),
            range($i, $i + 99)
        )));
    }
    foreach ($business->until('as many') as $line) {
        echo '  ', preg_replace(['~ \d{3} events~', '~busy for \d\.\d~'], [' N events', 'busy for N'], $line), "\n";
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  is busy
  error main main socket to the gateway: N events were dropped. PHP code was busy for N seconds, longer than there was room for events (netsvr.max_receive_buffer, 204800 bytes). Do long work elsewhere, or raise netsvr.max_receive_buffer.
  all are handled or dropped
  each once
  in order
  the first ones are kept
  as many as fit
