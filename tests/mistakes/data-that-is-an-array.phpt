--TEST--
An array as data
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::broadcast(['text' => 'hello']),
    where: 'NetBus::broadcast(): Argument #1 ($data)',
    why: 'array given',
    change: 'must be of type string',
);
?>
--EXPECT--
says where, why and what to change
