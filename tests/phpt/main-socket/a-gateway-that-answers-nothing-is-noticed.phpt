--TEST--
A gateway that has stopped is asked when nothing has been heard of it for two heartbeats, and is lost when it answers nothing for sendReceiveTimeout; once it goes on it is registered with again
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start();
    $business = Business::start($host, [$gateway->workerAddr], heartbeat: 200, timeout: 1);
    $business->printUntil('register to');
    $stopped = microtime(true);
    $gateway->suspend();
    foreach ($business->until('registering again') as $line) {
        echo '  ', preg_replace('~for \d+ ms~', 'for so many ms', $line), "\n";
    }
    $took = microtime(true) - $stopped;
    // Three heartbeats, and the second in which it may be silent.
    echo $took > 1 && $took < 5 ? '' : "  AFTER $took s\n";
    $gateway->resume();
    $business->printUntil('register to');
    $business->printStop();
    $gateway->stop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  error main lost the connection to the gateway: the other side has left a question without an answer for so many ms; 0 frames may be lost: written since its last answer, 0 of them in the last 10 s; 0 bytes had not been acknowledged.
  error main main socket to the gateway lost: the gateway answers nothing any more; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
