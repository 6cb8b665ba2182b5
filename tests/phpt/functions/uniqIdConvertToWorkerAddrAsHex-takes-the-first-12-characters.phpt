--TEST--
uniqIdConvertToWorkerAddrAsHex() takes the first 12 characters
--INI--
netsvr.functions=1
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use function NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex;

var_dump(uniqIdConvertToWorkerAddrAsHex('7f00000117ad6621e43b00000001'));
var_dump(uniqIdConvertToWorkerAddrAsHex(uniqId: 'short'));
var_dump(uniqIdConvertToWorkerAddrAsHex(''));
try {
    uniqIdConvertToWorkerAddrAsHex([]);
} catch (TypeError $error) {
    echo get_class($error), "\n";
}
--EXPECT--
string(12) "7f00000117ad"
string(5) "short"
string(0) ""
TypeError
