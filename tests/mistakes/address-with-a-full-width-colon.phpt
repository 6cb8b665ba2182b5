--TEST--
A full-width colon of a Chinese keyboard in a worker address
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('127.0.0.1：6061'),
    where: '127.0.0.1：6061',
    why: 'which is not host:port',
    change: 'these are full-width ones',
);
?>
--EXPECT--
says where, why and what to change
