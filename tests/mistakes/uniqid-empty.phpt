--TEST--
An empty uniqId, with two gateways
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateways = [DevGate::start(), DevGate::start()];
gateways($gateways[0]->workerAddr, $gateways[1]->workerAddr);
mistake(
    fn() => NetBus::checkOnline(['']),
    where: 'checkOnline: 1 of 1 uniqIds',
    why: 'a uniqId has 28 digits 0-9 and a-f',
    change: 'as the gateway gives them',
);
?>
--EXPECT--
says where, why and what to change
