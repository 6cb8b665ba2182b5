--TEST--
The websocket port in place of the worker port: a main socket
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
$address = websocketPort($gateway);
mistake(
    fn() => run(main($address), 'nothing has ever answered'),
    where: "register to $address failed",
    why: 'nothing has ever answered at this address',
    change: 'check that it is the worker port of a netsvr gateway 5.x',
);
?>
--EXPECT--
says where, why and what to change
