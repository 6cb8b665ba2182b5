--TEST--
The arguments of a main socket in another order
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => new \NetsvrBusiness\MainSocket('chat', logger(), new Handler(), new \NetsvrBusiness\Socket('chat', logger(), '127.0.0.1:6061', 5, 5), 45_000, HEARTBEAT, ALL_EVENTS, 1),
    where: 'MainSocket::__construct(): Argument #6 ($events)',
    why: 'string given',
    change: 'must be of type int',
);
?>
--EXPECT--
says where, why and what to change
