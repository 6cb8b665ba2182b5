--TEST--
A unix socket in place of a worker address
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('unix:/run/netsvr.sock'),
    where: 'unix:/run/netsvr.sock',
    why: 'which is not host:port',
    change: 'a gateway listens at a TCP port',
);
?>
--EXPECT--
says where, why and what to change
