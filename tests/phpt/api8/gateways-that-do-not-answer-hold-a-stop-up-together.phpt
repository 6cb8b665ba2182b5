--TEST--
API 8: gateways that do not answer hold a stop up together, not one after the other; each is asked on its main socket
--INI--
netsvr.api=8
netsvr.gateway=5
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
use NetsvrTests\Support\Step;

Setup::endAfter(80);
Host::each(function (Host $host): void {
    $gateways = [];
    foreach (['one', 'two', 'three'] as $id) {
        $gateways[] = FakeGateway::start([[GatewayFrames::registered($id), Step::silence()]]);
    }
    $gateways[] = $healthy = FakeGateway::start([[GatewayFrames::registered('four'), Step::answer('')]]);
    $business = Business::start($host, array_map(fn($gateway) => $gateway->addr(), $gateways), timeout: 2);
    foreach ($gateways as $_) {
        $business->until('register');
    }
    $healthy->push(GatewayFrames::message('ann', 'the last message'));
    $business->printUntil('the last message');
    $start = microtime(true);
    $business->signal(SIGTERM);
    $lines = $business->until('run() has returned', 20);
    $seconds = microtime(true) - $start;
    echo $seconds < 5 ? '' : "  AFTER $seconds s\n";
    $lines = preg_grep('/unregister|failed/', $lines);
    sort($lines);
    echo '  ', implode("\n  ", $lines), "\n";
    $business->printEnd();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  onMessage ann the last message
  error main unregister to gateway 1 failed.
  error main unregister to gateway 2 failed.
  error main unregister to gateway 3 failed.
  info main unregister to gateway 4 ok.
  ended: exit 0
