--TEST--
A main socket at the task port of a gateway 8.x
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start('--gateway', '8');
ini_set('netsvr.gateway', '8');
mistake(
    fn() => run(main($gateway->taskAddr), 'nothing has ever answered'),
    where: "register to $gateway->taskAddr failed",
    why: 'nothing has ever answered at this address',
    change: 'check that it is the worker port of a netsvr gateway 8.x, not its task port',
);
?>
--EXPECT--
says where, why and what to change
