--TEST--
Bytes as data, at which browsers disconnect, with netsvr.text_check = throw
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

ini_set('netsvr.text_check', 'throw');
gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::broadcast("caf\xe9"),
    where: 'broadcast: data that is not UTF-8',
    why: 'the first wrong byte is at offset 3',
    change: 'netsvr.text_check',
);
?>
--EXPECT--
says where, why and what to change
