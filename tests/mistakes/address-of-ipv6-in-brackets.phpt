--TEST--
A worker address of IPv6 in brackets
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('[::1]:6061'),
    where: '[::1]:6061',
    why: 'which is not host:port',
    change: 'IPv6 is not supported',
);
?>
--EXPECT--
says where, why and what to change
