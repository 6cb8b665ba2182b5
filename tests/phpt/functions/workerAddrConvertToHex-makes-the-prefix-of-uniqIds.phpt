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
foreach (['127.0.0.1:6061', '192.168.10.255:65535', '0.0.0.0:1', 'localhost:6061'] as $workerAddr) {
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
bool(true)
RuntimeException: gethostbyname failed: HOST
ArgumentCountError
