--TEST--
An answer above netsvr.max_packet_size
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
$client = $gateway->client();
$other = $gateway->client();
$third = $gateway->client();
ini_set('netsvr.max_packet_size', '64');
gateways($gateway->workerAddr);
mistake(
    fn() => NetBus::uniqIdList(),
    where: "receive from $gateway->workerAddr failed",
    why: 'is above the limit of 64 bytes',
    change: 'netsvr.max_packet_size',
);
?>
--EXPECT--
says where, why and what to change
