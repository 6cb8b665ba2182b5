--TEST--
netsvr.task_addrs names other addresses, and not this one
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

ini_set('netsvr.gateway', '8');
ini_set('netsvr.task_addrs', '10.0.0.1:6061=10.0.0.1:7000');
gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::broadcast('hello'),
    where: 'connect to 127.0.0.1:6061 failed',
    why: 'netsvr.task_addrs does not say where the task port of 127.0.0.1:6061 is',
    change: 'add 127.0.0.1:6061=HOST:PORT to it',
);
?>
--EXPECT--
says where, why and what to change
