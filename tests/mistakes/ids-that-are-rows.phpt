--TEST--
Rows of a database in place of their uniqIds
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::multicast([['uniqId' => '0a00000117ad654321ab00000007']], 'hello'),
    where: 'NetBus::multicast(): Argument #1 ($uniqIds)',
    why: 'array given at index 0',
    change: 'must be a list of strings',
);
?>
--EXPECT--
says where, why and what to change
