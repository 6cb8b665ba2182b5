--TEST--
A port that takes connections and answers nothing
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Step;

$server = FakeGateway::start([[Step::silence()]]);
gateways($address = $server->addr());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $address failed",
    why: 'reading took longer than 1s',
    change: 'sendReceiveTimeout',
);
mistake(
    fn() => implode("\n", \NetsvrBusiness\Doctor::examine($address, timeout: 0.5)['problems']),
    where: "at $address is",
    why: 'something that takes connections and answers nothing',
    change: 'the gateway hangs, or this is none: look at its process and its log',
);
?>
--EXPECT--
says where, why and what to change
says where, why and what to change
