--TEST--
null in place of a uniqId
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::singleCast(null, 'hello'),
    where: 'NetBus::singleCast(): Argument #1 ($uniqId)',
    why: 'null given',
    change: 'must be of type string',
);
?>
--EXPECT--
says where, why and what to change
