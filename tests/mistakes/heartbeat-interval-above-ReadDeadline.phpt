--TEST--
Heartbeats less frequent than the gateway's ReadDeadline
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start('--read-deadline', '1');
mistake(
    fn() => run(main($gateway->workerAddr), 'as long a silence as the last time'),
    where: "main socket to $gateway->workerAddr lost",
    why: 'after as long a silence as the last time',
    change: "check that the main socket's heartbeat interval is below the gateway's ReadDeadline under [Worker]",
);
?>
--EXPECT--
says where, why and what to change
