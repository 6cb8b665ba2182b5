--TEST--
A worker address with port 0
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('127.0.0.1:0'),
    where: '127.0.0.1:0',
    why: 'which is not host:port',
    change: 'correct the port',
);
?>
--EXPECT--
says where, why and what to change
