--TEST--
The websocket port in place of the worker port: two messages
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
gateways($address = websocketPort($gateway));
mistake(
    fn() => twice(fn() => NetBus::broadcast('hello')),
    where: "connect to $address failed",
    why: 'nothing has ever answered at this address',
    change: 'check that it is the worker port of a netsvr gateway 5.x',
);
?>
--EXPECT--
says where, why and what to change
