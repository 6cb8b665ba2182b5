--TEST--
A message above the gateway's ReceivePackLimit
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

gateways('127.0.0.1:6061');
mistake(
    fn() => NetBus::broadcast(str_repeat('x', 3 << 20)),
    where: 'broadcast: a payload of',
    why: 'is above the limit of 2097152 bytes',
    change: "netsvr.send_packet_limit, which must not be above the gateway's ReceivePackLimit",
);
?>
--EXPECT--
says where, why and what to change
