--TEST--
An API that there is not
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.api=5', '-r', '']),
    where: 'netsvr.api',
    why: 'netsvr.api=5 is passed over',
    change: 'it must be 4, 8 or off',
);
?>
--EXPECT--
says where, why and what to change
