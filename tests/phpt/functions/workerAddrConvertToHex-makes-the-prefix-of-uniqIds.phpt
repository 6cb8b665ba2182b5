--TEST--
workerAddrConvertToHex() makes of an address the prefix of the uniqIds of that gateway
--INI--
netsvr.functions=1
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use function NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex;
use function NetsvrBusiness\workerAddrConvertToHex;

Setup::endAfter(20);
$addrs = ['127.0.0.1:6061', '192.168.10.255:65535', '0.0.0.0:1', 'localhost:6061'];
// what packing the text gives
array_push($addrs, '127.0.0.1', '127.0.0.1:', '127.0.0.1:70000', '127.0.0.1:-1', '127.0.0.1:+2', '127.0.0.1:3x', '127.0.0.1:x');
foreach ($addrs as $workerAddr) {
    echo $workerAddr, ' ', workerAddrConvertToHex($workerAddr), "\n";
}
$gateway = DevGate::start();
$client = $gateway->client();
var_dump(uniqIdConvertToWorkerAddrAsHex($client->uniqId) === workerAddrConvertToHex($gateway->workerAddr));
// A label of 64 characters is in no name system: nobody is asked.
$host = str_repeat('a', 64) . '.invalid';
try {
    workerAddrConvertToHex("$host:6061");
} catch (RuntimeException $exception) {
    echo get_class($exception), ': ', str_replace($host, 'HOST', $exception->getMessage()), "\n";
}
try {
    workerAddrConvertToHex();
} catch (ArgumentCountError $error) {
    echo get_class($error), "\n";
}
--EXPECT--
127.0.0.1:6061 7f00000117ad
192.168.10.255:65535 c0a80affffff
0.0.0.0:1 000000000001
localhost:6061 7f00000117ad
127.0.0.1 7f0000010000
127.0.0.1: 7f0000010000
127.0.0.1:70000 7f0000011170
127.0.0.1:-1 7f000001ffff
127.0.0.1:+2 7f0000010002
127.0.0.1:3x 7f0000010003
127.0.0.1:x 7f0000010000
bool(true)
RuntimeException: gethostbyname failed: HOST
no IPv4 address was found for the host of the worker address HOST:6061: check its spelling, and the DNS and /etc/hosts of this machine (in a container, those of the container)
ArgumentCountError
