--TEST--
A gateway that registers and closes again and again: the first loss is renewed at once, those that follow soon after a pause
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
    $gateway = FakeGateway::start([[GatewayFrames::registered()->thenClose()]]);
    $business = Business::start($host, [$gateway->addr()]);
    $business->until('register to the gateway ok');
    $times = [microtime(true)];
    foreach ([1, 2, 3] as $time) {
        $lines = $business->until('lost');
        echo '  ', end($lines), "\n";
        $business->until('register to the gateway ok');
        $times[] = microtime(true);
        $pause = $times[$time] - $times[$time - 1];
        echo '  ', match (true) {
            // a pause is three seconds, give or take a fifth; the one before it may have been heard of late
            $pause < 1.8 => 'at once',
            $pause < 10 => 'after a pause',
            default => "AFTER $pause s",
        }, "\n";
    }
    $business->kill();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  at once
  error main main socket to the gateway lost: the gateway closed the connection; registering again in about 3 seconds.
  after a pause
  error main main socket to the gateway lost: the gateway closed the connection; registering again in about 3 seconds.
  after a pause
