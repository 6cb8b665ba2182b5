--TEST--
NETSVR_EVENTS with an event that there is not
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\Gateways::fromConfig(['worker_addrs' => '127.0.0.1:6061', 'work' => ['events' => 'open,messages'], 'events' => 'open,messages']),
    where: 'events',
    why: 'has "messages"',
    change: 'there are open, close, message',
);
?>
--EXPECT--
says where, why and what to change
