--TEST--
Doctor::examine(): addresses, times, URLs and heartbeat messages that cannot be meant are refused before anybody is asked
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Doctor;
use Netsvr\Cmd;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);

$gateway = FakeGateway::start();
$addr = $gateway->addr();
$calls = [
    [''],
    ['127.0.0.1'],
    ["tcp://$addr"],
    [$addr, pack('N', Cmd::Broadcast) . 'hello'],
    [$addr, 'ping', "wss://$addr/"],
    [$addr, 'ping', $addr],
    [$addr, 'ping', "ws://$addr/a b"],
    [$addr, 'ping', null, 0.0],
    [$addr, 'ping', null, 3601.0],
    [$addr, 'ping', null, NAN],
];
foreach ($calls as $arguments) {
    try {
        Doctor::examine(...$arguments);
        echo "accepted\n";
    } catch (ValueError $thrown) {
        echo $thrown->getMessage(), "\n";
    }
}
echo count($gateway->frames()), " frames\n";
?>
--EXPECT--
NetsvrBusiness\Doctor::examine(): Argument #1 ($addr) must be host:port (a name or an IPv4 address, and a port from 1 to 65535): it is empty: is the setting or environment variable that it comes from set?
NetsvrBusiness\Doctor::examine(): Argument #1 ($addr) must be host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
NetsvrBusiness\Doctor::examine(): Argument #1 ($addr) must be host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the scheme before it, and a path behind it
NetsvrBusiness\Doctor::examine(): Argument #2 ($heartbeatMessage) must not begin as a command does
NetsvrBusiness\Doctor::examine(): Argument #3 ($websocketUrl) must begin with ws://: the gateway's own port, not one that speaks TLS before it
NetsvrBusiness\Doctor::examine(): Argument #3 ($websocketUrl) must begin with ws://: the gateway's own port, not one that speaks TLS before it
NetsvrBusiness\Doctor::examine(): Argument #3 ($websocketUrl) must be ws://host:port/path
NetsvrBusiness\Doctor::examine(): Argument #4 ($timeout) must be greater than 0, and at most 3600 seconds
NetsvrBusiness\Doctor::examine(): Argument #4 ($timeout) must be greater than 0, and at most 3600 seconds
NetsvrBusiness\Doctor::examine(): Argument #4 ($timeout) must be greater than 0, and at most 3600 seconds
0 frames
