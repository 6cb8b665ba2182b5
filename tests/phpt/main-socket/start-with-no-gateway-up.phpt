--TEST--
start() with no gateway up: false, nothing is left, and a later start() registers at those that are up by then
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
use NetsvrBusiness\Stats;

Setup::endAfter(50);

Host::each(function (Host $host): void {
    $one = FakeGateway::start([[GatewayFrames::refused(3, 'not now')], [GatewayFrames::registered('one')], []]);
    $two = FakeGateway::start([[GatewayFrames::registered('two')], []]);
    $two->down();
    $business = Business::start(
        $host,
        [$one->addr(), $two->addr()],
        started: function (BusinessProcess $me, bool $started): void {
            $me->report('start() returned ' . var_export($started, true) . ', ' . count($me->manager->getSockets()) . ' sockets');
            $left = $me->host->isWorkerman() ? $me->leftBehind() : '';
            $me->report($left === '' ? 'nothing is left in the loop' : "LEFT BEHIND: $left");
            $renewed = array_sum(array_column(Stats::get(), 'renewingMainSockets'));
            $me->report($renewed === 0 ? 'nothing is renewed' : "$renewed ARE RENEWED");
            $me->report('start() again: ' . var_export($me->manager->start(), true));
        }
    );
    $lines = $business->until('start() again');
    sort($lines);
    echo '  ', implode("\n  ", $lines), "\n";
    $two->up();
    $business->printUntil('register to gateway 2');
    $two->push(GatewayFrames::open('bob'));
    $business->printUntil('bob');
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  error main connect to gateway 2 failed.
  error main connect to gateway 2 failed.
  error main register to gateway 1 failed.
  info main close connection gateway 1 ok.
  info main connect to gateway 1 ok.
  info main connect to gateway 1 ok.
  info main register to gateway 1 ok.
  nothing is left in the loop
  nothing is renewed
  start() again: true
  start() returned false, 0 sockets
  info main connect to gateway 2 ok.
  info main register to gateway 2 ok.
  onOpen bob
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
