--TEST--
A pause with its unit
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.backoff_max_ms=3s', '-r', '']),
    where: 'netsvr.backoff_max_ms',
    why: 'netsvr.backoff_max_ms=3s is passed over',
    change: '0 to 86400000 milliseconds, in digits',
);
?>
--EXPECT--
says where, why and what to change
