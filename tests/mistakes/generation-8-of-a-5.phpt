--TEST--
netsvr.gateway = 8, and a gateway 5.x listens
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
ini_set('netsvr.gateway', '8');
gateways($gateway->workerAddr);
mistake(
    fn() => NetBus::broadcast('hello'),
    where: "connect to $gateway->workerAddr failed",
    why: 'Connection refused at its task address',
    change: 'of a gateway 5.x, which has none, set netsvr.gateway = 5',
);
?>
--EXPECT--
says where, why and what to change
