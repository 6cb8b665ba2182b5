--TEST--
netsvr.api = off
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'netsvr.api=off', '-r', 'NetsvrBusiness\\NetBus::broadcast("x");']),
    words: 'Class "NetsvrBusiness\NetBus" not found',
    where: 'Class "NetsvrBusiness\NetBus" not found',
    why: 'netsvr.api = off',
    change: 'netsvr.api = 4',
);
?>
--EXPECT--
says where, and the page why and what to change
