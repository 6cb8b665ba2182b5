--TEST--
A gateway that does not accept is given up after the connect timeout
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
// A listener whose queue is full: the kernel drops what would connect.
$context = stream_context_create(['socket' => ['backlog' => 0]]);
$listener = stream_socket_server('tcp://127.0.0.1:0', $errno, $error, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
$addr = stream_socket_get_name($listener, false);
$waiting = [];
for ($i = 0; $i < 8; $i++) {
    $waiting[] = stream_socket_client("tcp://$addr", $errno, $error, 1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
}
usleep(50000);
$logger = Setup::netBusAt([$addr], 1);

$start = microtime(true);
NetBus::broadcast('lost');
$took = microtime(true) - $start;
echo $took >= 0.9 && $took < 4 ? 'in time' : "took $took s", "\n";
echo str_replace($addr, 'the gateway', implode("\n", $logger->take())), "\n";

$start = microtime(true);
try {
    NetBus::uniqIdCount();
    echo "answered\n";
} catch (NetsvrBusiness\Exception\SocketReceiveException $thrown) {
    $previous = $thrown->getPrevious();
    echo get_class($previous), str_contains($previous->getMessage(), $addr) ? ' names the gateway' : ' names NOTHING', "\n";
}
$took = microtime(true) - $start;
echo $took < 5 ? 'in time' : "took $took s", "\n";
?>
--EXPECT--
in time
error test connect to the gateway failed.
error test send to the gateway failed.
NetsvrBusiness\Exception\SocketConnectException names the gateway
in time
