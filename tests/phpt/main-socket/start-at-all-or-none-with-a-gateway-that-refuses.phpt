--TEST--
netsvr.start = all: start() with the second of two gateways refusing: the first is unregistered, all are closed, nothing is left, false
--EXTENSIONS--
posix
--INI--
netsvr.start=all
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
/** Prints what start() says and does. */
$start = function (Host $host, array $addrs, int ...$events): void {
    $business = Business::start(
        $host,
        $addrs,
        started: function (BusinessProcess $me, bool $started): void {
            $me->report('start() returned ' . var_export($started, true) . ', sockets: ' . count($me->manager->getSockets()));
            // The task socket that unregistered has a timer of its own.
            Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
            if ($me->host->isWorkerman()) {
                $left = $me->leftBehind();
                $me->report($left === '' ? 'nothing is left' : "LEFT BEHIND: $left");
            } else {
                $me->report('nothing is left');
                // run() would try again.
                exit(0);
            }
        },
        events: $events[0] ?? 7
    );
    $business->printUntil('is left');
    $business->kill();
};

Host::each(function (Host $host) use ($start): void {
    $one = FakeGateway::start([[GatewayFrames::registered('of one')], []]);
    $two = FakeGateway::start([[GatewayFrames::refused(3, 'duplicate register')], []]);
    $three = FakeGateway::start([[GatewayFrames::registered('of three')], []]);
    $start($host, [$one->addr(), $two->addr(), $three->addr()]);
    foreach ([$one, $two, $three] as $gateway) {
        GatewayFrames::print($gateway->frames());
        echo '  connection 0 is ', $gateway->connections()[0]['open'] ? 'OPEN' : 'closed', "\n";
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to gateway 1 ok.
  info main connect to gateway 2 ok.
  info main connect to gateway 3 ok.
  info main register to gateway 1 ok.
  error main register to gateway 2 failed.
  info task connect to gateway 1 ok.
  info main unregister to gateway 1 ok.
  info main close connection gateway 1 ok.
  info main close connection gateway 2 ok.
  info main close connection gateway 3 ok.
  start() returned false, sockets: 0
  info task close connection gateway 1 ok.
  nothing is left
  connection 0 sent Register, Unregister of one
  connection 1 sent Unregister of one
  connection 0 is closed
  connection 0 sent Register
  connection 0 is closed
  connection 0 is closed
