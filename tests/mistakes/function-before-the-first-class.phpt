--TEST--
A function of the package before the first class
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'NetsvrBusiness\\workerAddrConvertToHex("127.0.0.1:6061");']),
    words: 'Call to undefined function NetsvrBusiness\workerAddrConvertToHex()',
    where: 'NetsvrBusiness\workerAddrConvertToHex()',
    why: 'before the first class',
    change: 'netsvr.functions = 1',
);
?>
--EXPECT--
says where, and the page why and what to change
