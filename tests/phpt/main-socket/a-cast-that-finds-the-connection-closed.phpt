--TEST--
A one-way command that finds its main socket closed by the gateway, unnoticed so far, arrives all the same
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
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            $me->report('handler begins');
            usleep(500_000);
            NetBus::singleCast($uniqId, 'one');
            NetBus::singleCast($uniqId, 'two');
            $me->report('handler ends');
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->until('begins');
    $gateway->closeConnections();
    $business->until('handler ends');
    $frames = [];
    $deadline = microtime(true) + 8;
    do {
        usleep(50_000);
        $frames = array_values(array_filter($gateway->frames(), fn(array $frame): bool => $frame['cmd'] === Netsvr\Cmd::SingleCast));
    } while (count($frames) < 2 && microtime(true) < $deadline);
    echo '  ', implode(', ', array_map(GatewayFrames::name(...), $frames)), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  SingleCast one, SingleCast two
