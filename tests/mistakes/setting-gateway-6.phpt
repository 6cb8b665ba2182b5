--TEST--
A generation of gateways that there is not
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.gateway=6', '-r', '']),
    where: 'netsvr.gateway',
    why: 'netsvr.gateway=6 is passed over',
    change: 'it must be 5, 8, or one of both',
);
?>
--EXPECT--
says where, why and what to change
