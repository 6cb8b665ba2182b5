--TEST--
Netsvr\NetBus: the messages are in Netsvr, the calls in NetsvrBusiness
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \Netsvr\NetBus::broadcast('hello'),
    where: 'Class "Netsvr\NetBus" not found',
    why: 'there is no Netsvr\NetBus',
    change: 'write NetsvrBusiness\NetBus',
);
?>
--EXPECT--
says where, why and what to change
