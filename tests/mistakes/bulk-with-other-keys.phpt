--TEST--
Topics and data of a bulk that do not match
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::topicPublishBulk(['topics' => ['news', 'sport', 'weather'], 'data' => ['hello', 'goal']]),
    where: 'NetBus::topicPublishBulk(): Argument #1 ($params)',
    why: '3 topics and 2 data given',
    change: 'must hold as many data as topics, or exactly one topic',
);
?>
--EXPECT--
says where, why and what to change
