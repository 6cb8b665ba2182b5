--TEST--
netsvr.gateway = 5, and a gateway 8.x listens: a query
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start('--gateway', '8');
gateways($gateway->workerAddr);
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $gateway->workerAddr failed",
    why: 'the gateway closed the connection after 0 bytes',
    change: 'of an 8.x: set netsvr.gateway = 8',
);
?>
--EXPECT--
says where, why and what to change
