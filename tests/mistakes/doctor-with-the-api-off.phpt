--TEST--
The doctor with netsvr.api = off
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.api=off', doctor()]),
    where: 'netsvr.api',
    why: 'is switched off by netsvr.api = off',
    change: 'set it to 4 or 8',
);
?>
--EXPECT--
says where, why and what to change
