--TEST--
run() with the longest times there are: timeouts, heartbeats and ticks beyond what the clock can express
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = DevGate::start();
$business = Business::start(
    Host::OwnLoop,
    [$gateway->workerAddr],
    onOpen: fn($open, $me) => $me->report('onOpen'),
    // longer than a constructor takes, as a child class may set it
    mainSocket: function ($me, string $addr): object {
        $main = $me->mainSocket($addr);
        (new ReflectionProperty($main, 'heartbeatIntervalMillisecond'))->setValue($main, PHP_INT_MAX);
        return $main;
    },
    timeout: PHP_INT_MAX,
    tick: fn($me) => $me->report('TICK'),
    tickInterval: PHP_INT_MAX
);
$business->printUntil('register');
$client = $gateway->client();
$business->printUntil('onOpen');
$business->printStop();
?>
--EXPECT--
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onOpen
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
