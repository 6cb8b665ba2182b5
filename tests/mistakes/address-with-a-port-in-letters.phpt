--TEST--
A worker address whose port is a word
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('127.0.0.1:worker'),
    where: '127.0.0.1:worker',
    why: 'which is not host:port',
    change: 'correct the port',
);
?>
--EXPECT--
says where, why and what to change
