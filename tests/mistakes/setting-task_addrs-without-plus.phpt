--TEST--
netsvr.task_addrs is a port
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.task_addrs=6062', '-r', '']),
    where: 'netsvr.task_addrs',
    why: 'netsvr.task_addrs=6062 is passed over',
    change: 'it must be +1 or another number of ports above',
);
?>
--EXPECT--
says where, why and what to change
