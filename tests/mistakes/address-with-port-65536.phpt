--TEST--
A worker address with a port above 65535
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('127.0.0.1:65536'),
    where: '127.0.0.1:65536',
    why: 'which is not host:port',
    change: 'correct the port',
);
?>
--EXPECT--
says where, why and what to change
