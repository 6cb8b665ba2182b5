--TEST--
A choice that there is not
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.on_send_failure=exception', '-r', '']),
    where: 'netsvr.on_send_failure',
    why: 'netsvr.on_send_failure=exception is passed over',
    change: 'it must be log or throw',
);
?>
--EXPECT--
says where, why and what to change
