--TEST--
API 8: in a script the connection of a task socket stays in the process for the next one; with a timer it is closed with its socket
--INI--
netsvr.api=8
netsvr.gateway=5
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = DevGate::start();
$use = static function () use ($gateway): void {
    $logger = Setup::netBus($gateway);
    NetBus::broadcast('x');
    echo NetBus::uniqIdCount()->getCount(), ' client; ';
    Setup::bind(new stdClass());
    gc_collect_cycles();
    echo implode(', ', str_replace($gateway->taskAddr, 'the gateway', $logger->take())), "\n";
};
$client = $gateway->client();
for ($time = 0; $time < 3; $time++) {
    $use();
}
require __DIR__ . '/../../support/noting-timers.inc';
Workerman\Worker::$workers = [new stdClass()];
for ($time = 0; $time < 2; $time++) {
    $use();
}
echo Workerman\Timer::said(), "\n";
?>
--EXPECT--
1 client; info test connect to the gateway ok.
1 client; 
1 client; 
1 client; info test connect to the gateway ok., info test close connection the gateway ok.
1 client; info test connect to the gateway ok., info test close connection the gateway ok.
add 1 45, del 1, add 2 45, del 2
