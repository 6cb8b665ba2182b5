--TEST--
netsvr.task_addrs names the worker port of a gateway 8.x
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start('--gateway', '8');
ini_set('netsvr.gateway', '8');
ini_set('netsvr.task_addrs', "$gateway->taskAddr=$gateway->workerAddr");
gateways($gateway->taskAddr);
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "at its task address $gateway->workerAddr",
    why: 'nothing has ever answered',
    change: 'check that netsvr.task_addrs names the task port',
);
?>
--EXPECT--
says where, why and what to change
