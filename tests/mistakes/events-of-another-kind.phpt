--TEST--
A main socket that wants an event that there is not
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
mistake(
    fn() => run(main($gateway->workerAddr, events: 1024), 'is 1024'),
    where: "register to $gateway->workerAddr failed",
    why: '$events of the main socket is 1024',
    change: 'give it one or more of Event::OnOpen, Event::OnMessage and Event::OnClose',
);
?>
--EXPECT--
says where, why and what to change
