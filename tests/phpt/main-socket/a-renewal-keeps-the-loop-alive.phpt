--TEST--
A gateway that comes back but does not answer the registration: timers and the other gateway go on; the next try holds
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
use NetsvrTests\Support\Step;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $one = FakeGateway::start([[GatewayFrames::registered()], [Step::silence()], [GatewayFrames::registered()], []]);
    $two = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$one->addr(), $two->addr()],
        tick: function (BusinessProcess $me): void {
            $now = microtime(true);
            $me->notes['longest'] = max($me->notes['longest'] ?? 0.0, $now - ($me->notes['last'] ?? $now));
            $me->notes['last'] = $now;
        },
        onOpen: function ($open, BusinessProcess $me): void {
            $me->report('onOpen ' . $open->getUniqId());
            if ($open->getUniqId() === 'last') {
                $me->report($me->notes['longest'] < 2.0 ? 'timers kept time' : "A TIMER WAITED {$me->notes['longest']} s");
            }
        },
        timeout: 8
    );
    $business->until('register to');
    $business->until('register to');
    $one->closeConnections();
    $one->frames(2, 8.0);
    $two->push(GatewayFrames::open('meanwhile'));
    $lines = $business->until('meanwhile', 5);
    echo '  ', end($lines), "\n";
    $business->until('register to gateway 1 ok', 25);
    $one->push(GatewayFrames::open('last'));
    $lines = $business->until('time');
    echo '  ', implode("\n  ", array_slice($lines, -2)), "\n";
    $business->kill();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  onOpen meanwhile
  onOpen last
  timers kept time
