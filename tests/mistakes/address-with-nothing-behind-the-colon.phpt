--TEST--
A worker address that ends with its colon
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('127.0.0.1:'),
    where: '127.0.0.1:',
    why: 'which is not host:port',
    change: 'the port is missing: it is that of ListenAddress under [Worker]',
);
?>
--EXPECT--
says where, why and what to change
