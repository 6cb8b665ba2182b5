--TEST--
A frame that announces more than netsvr.max_packet_size ends the connection; it is registered again
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
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [GatewayFrames::registered()], []]);
    $business = Business::start($host, [$gateway->addr()], prepare: fn() => ini_set('netsvr.max_packet_size', '1M'));
    $business->until('register to');
    $gateway->push(GatewayFrames::message('ann', 'before') . pack('N', 2 << 20) . 'and so on');
    $business->printUntil('before');
    $lines = $business->until('register to');
    echo '  ', preg_replace('~(lost: ).*(; registering)~', '$1...$2', $lines[0]), "\n";
    echo str_contains($lines[0], '2097152') ? "  names the size\n" : "  $lines[0]\n";
    $gateway->push(GatewayFrames::message('ann', str_repeat('x', 1_000_000)));
    echo '  ', strlen((string)$business->next()), " characters of a message of 1,000,000\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  onMessage ann before
  error main main socket to the gateway lost: ...; registering again at once.
  names the size
  1000014 characters of a message of 1,000,000
