--TEST--
netsvr.gateway = 8, and the sockets are given the task port
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start('--gateway', '8');
ini_set('netsvr.gateway', '8');
gateways($gateway->taskAddr);
mistake(
    fn() => NetBus::broadcast('hello'),
    where: "connect to $gateway->taskAddr failed",
    why: 'Connection refused at its task address',
    change: 'netsvr.task_addrs',
);
?>
--EXPECT--
says where, why and what to change
