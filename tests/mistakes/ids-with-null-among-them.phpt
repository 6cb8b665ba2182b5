--TEST--
null among uniqIds
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::checkOnline(['0a00000117ad654321ab00000007', null]),
    where: 'NetBus::checkOnline(): Argument #1 ($uniqIds)',
    why: 'null given at index 1',
    change: 'must be a list of strings',
);
?>
--EXPECT--
says where, why and what to change
