--TEST--
The websocket URL of the gateway in place of its worker address
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('ws://127.0.0.1:6060/netsvr'),
    where: 'ws://127.0.0.1:6060/netsvr',
    why: 'which is not host:port',
    change: 'leave out the scheme before it, and a path',
);
?>
--EXPECT--
says where, why and what to change
