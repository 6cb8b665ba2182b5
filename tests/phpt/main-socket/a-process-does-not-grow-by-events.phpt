--TEST--
Memory stays flat over many events and answers
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
            if ($transfer->getData() === 'how much?') {
                $me->report(Business::rss() . ' KiB');
            } elseif (strlen($transfer->getData()) % 7 === 0) {
                NetBus::singleCast($uniqId, $transfer->getData());
            }
        },
        onClose: fn() => throw new Exception('of a handler')
    );
    $business->until('register');
    $events = '';
    for ($i = 0; $i < 2000; $i++) {
        $events .= GatewayFrames::open("client $i") . GatewayFrames::message("client $i", str_repeat('x', $i % 300));
    }
    $events .= GatewayFrames::close('ann') . GatewayFrames::message('ann', 'how much?');
    $sizes = [];
    for ($round = 0; $round < 20; $round++) {
        $gateway->push($events);
        $lines = $business->until('KiB', 10);
        $sizes[] = (int)end($lines);
    }
    $growth = end($sizes) - $sizes[4];
    echo $growth < 1000 ? "  flat\n" : '  GROWN ' . implode(' ', $sizes) . "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  flat
