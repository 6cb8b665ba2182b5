--TEST--
A handler of events whose methods have other parameters than the interface
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'class Chat implements NetsvrBusiness\Contract\EventInterface { function onOpen(array $client) {} }']),
    words: 'Declaration of Chat::onOpen(array $client) must be compatible with NetsvrBusiness\Contract\EventInterface::onOpen(',
    where: 'Chat::onOpen',
    why: 'has other types than the interface',
    change: 'onOpen(Netsvr\ConnOpen $connOpen): void',
);
?>
--EXPECT--
says where, and the page why and what to change
