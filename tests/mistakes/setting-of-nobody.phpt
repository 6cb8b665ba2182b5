--TEST--
A key in php.ini that there is not
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.address=127.0.0.1:6061', '-r', '']),
    where: 'netsvr.address',
    why: 'is no setting of the extension and changes nothing',
    change: 'netsvr.ini and `php --ri netsvr` list all',
);
?>
--EXPECT--
says where, why and what to change
