--TEST--
A worker address with a path behind it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('127.0.0.1:6061/netsvr'),
    where: '127.0.0.1:6061/netsvr',
    why: 'which is not host:port',
    change: 'leave out the path',
);
?>
--EXPECT--
says where, why and what to change
