--TEST--
A main socket that wants no events: 0
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
mistake(
    fn() => run(main($gateway->workerAddr, events: 0), 'InvalidEvent'),
    where: "register to $gateway->workerAddr failed",
    why: 'InvalidEvent',
    change: 'give it one or more of Event::OnOpen, Event::OnMessage and Event::OnClose',
);
?>
--EXPECT--
says where, why and what to change
