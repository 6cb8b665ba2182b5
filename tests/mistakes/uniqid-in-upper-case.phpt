--TEST--
A uniqId in upper case
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateways = [DevGate::start(), DevGate::start()];
gateways($gateways[0]->workerAddr, $gateways[1]->workerAddr);
$client = $gateways[1]->client();
mistake(
    fn() => NetBus::multicast([strtoupper($client->uniqId)], 'hello'),
    where: strtoupper($client->uniqId),
    why: 'a uniqId is in lower case',
    change: 'do not convert it',
);
?>
--EXPECT--
says where, why and what to change
