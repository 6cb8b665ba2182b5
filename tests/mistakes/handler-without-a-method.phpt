--TEST--
A handler of events that lacks a method
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'class Chat implements NetsvrBusiness\Contract\EventInterface { function onMessage(Netsvr\Transfer $transfer): void {} }']),
    words: 'Class Chat contains 2 abstract methods and must therefore be declared abstract or implement the remaining methods',
    where: 'NetsvrBusiness\Contract\EventInterface::onOpen',
    why: 'all three methods',
    change: 'leave their bodies empty',
);
?>
--EXPECT--
says where, and the page why and what to change
