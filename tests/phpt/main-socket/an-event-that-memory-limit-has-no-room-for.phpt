--TEST--
An event that memory_limit has no room for costs itself and a line in the log; the next one is handled
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()]]);
    $business = Business::start($host, [$gateway->addr()], prepare: function (): void {
        ini_set('memory_limit', (string)(memory_get_usage(true) + (12 << 20)));
    });
    $business->until('register to');
    $gateway->push(GatewayFrames::message('ann', 'before') . GatewayFrames::message('ann', str_repeat('x', 15_000_000)));
    $business->printUntil('before');
    $line = (string)$business->next();
    foreach (['SocketReceiveException', '15000', 'memory_limit', 'netsvr.max_packet_size'] as $fact) {
        echo str_contains($line, $fact) ? "  names $fact\n" : "  " . json_encode($line) . "\n";
    }
    $gateway->push(GatewayFrames::message('ann', 'after'));
    $business->printUntil('after');
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  onMessage ann before
  names SocketReceiveException
  names 15000
  names memory_limit
  names netsvr.max_packet_size
  onMessage ann after
