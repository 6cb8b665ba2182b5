--TEST--
Another heartbeat message than the gateway's
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
mistake(
    fn() => run(main($gateway->workerAddr, heartbeat: 'ping', milliseconds: 400), 'as it did the last time'),
    where: "main socket to $gateway->workerAddr lost",
    why: 'right after a heartbeat, as it did the last time',
    change: "check that the main socket's heartbeat message is the gateway's HeartbeatMessage under [Worker]",
);
?>
--EXPECT--
says where, why and what to change
