--TEST--
The websocket port in place of the worker port: a query
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
gateways($address = websocketPort($gateway));
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $address failed",
    why: 'these four bytes are the text "HTTP"',
    change: 'check that it is the worker port of a netsvr gateway 5.x',
);
?>
--EXPECT--
says where, why and what to change
