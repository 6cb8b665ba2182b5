--TEST--
A list of customerIds in a method for one
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::singleCastByCustomerId([17, 18], 'hello'),
    where: 'NetBus::singleCastByCustomerId(): Argument #1 ($customerId)',
    why: 'array given',
    change: 'must be of type string|int',
);
?>
--EXPECT--
says where, why and what to change
