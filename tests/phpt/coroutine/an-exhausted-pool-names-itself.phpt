--TEST--
A query for which no connection of the pool becomes free fails with the name of the pool, its setting and the time
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Revolt;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$gateway = DevGate::start('--delay-ms=1000');
$logger = Setup::netBus($gateway);
$ask = static function () use ($gateway): void {
    try {
        echo json_encode(array_column(NetBus::uniqIdCount(), 'count')), "\n";
    } catch (SocketReceiveException $thrown) {
        echo get_class($thrown), ': ', strtr($thrown->getPrevious()->getMessage(), [$gateway->workerAddr => 'the gateway']), "\n";
    }
};
foreach ([1 => 0, 2 => 20] as $size => $wait) {
    ini_set('netsvr.pool_size', (string)$size);
    ini_set('netsvr.pool_wait_ms', (string)$wait);
    Revolt::run($ask, $ask, $ask);
    foreach (array_unique(preg_grep('/^info/', $logger->take(), PREG_GREP_INVERT)) as $line) {
        echo strtr($line, [$gateway->workerAddr => 'the gateway']), "\n";
    }
}
?>
--EXPECT--
NetsvrBusiness\Exception\SocketReceiveException: receive from the gateway failed: other coroutines use all 1 connections of its pool (netsvr.pool_size), and none became free within 0 ms (netsvr.pool_wait_ms)
NetsvrBusiness\Exception\SocketReceiveException: receive from the gateway failed: other coroutines use all 1 connections of its pool (netsvr.pool_size), and none became free within 0 ms (netsvr.pool_wait_ms)
[0]
error test receive from the gateway failed.
NetsvrBusiness\Exception\SocketReceiveException: receive from the gateway failed: other coroutines use all 2 connections of its pool (netsvr.pool_size), and none became free within 20 ms (netsvr.pool_wait_ms)
[0]
[0]
error test receive from the gateway failed.
