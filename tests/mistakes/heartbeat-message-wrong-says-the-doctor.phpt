--TEST--
Another heartbeat message than the gateway's, and the doctor is asked
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
mistake(
    fn() => implode("\n", \NetsvrBusiness\Doctor::examine($gateway->workerAddr, 'ping')['problems']),
    where: $gateway->workerAddr,
    why: 'heartbeat message',
    change: 'HeartbeatMessage',
);
?>
--EXPECT--
says where, why and what to change
