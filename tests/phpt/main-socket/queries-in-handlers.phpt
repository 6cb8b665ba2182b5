--TEST--
A handler asks the gateway through the task socket; what it sent before is under way before it waits
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [Faults::count(3)->delayed(100), Faults::count(4)]]);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            NetBus::singleCast($uniqId, 'before');
            $me->report('count ' . NetBus::uniqIdCount()[0]['count']);
            NetBus::singleCast($uniqId, 'between');
            $me->report('count ' . NetBus::uniqIdCount()[0]['count']);
            NetBus::singleCast($uniqId, 'after');
        }
    );
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'go') . GatewayFrames::open('bob'));
    $business->printUntil('bob');
    $frames = $gateway->frames(6);
    GatewayFrames::print($frames);
    $arrived = array_map(GatewayFrames::name(...), $frames);
    $first = array_search('SingleCast before', $arrived, true) < array_search('UniqIdCount', $arrived, true);
    echo $first ? '  a cast arrives before the query that follows it' : '  THE QUERY OVERTOOK THE CAST', "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  info task connect to the gateway ok.
  count 3
  count 4
  onOpen bob
  connection 0 sent Register, SingleCast before, SingleCast between, SingleCast after
  connection 1 sent UniqIdCount, UniqIdCount
  a cast arrives before the query that follows it
