--TEST--
A handler of events that does not implement EventInterface
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => new \NetsvrBusiness\MainSocket('chat', logger(), new \stdClass(), new \NetsvrBusiness\Socket('chat', logger(), '127.0.0.1:6061', 5, 5), HEARTBEAT, ALL_EVENTS, 1, 45_000),
    where: 'MainSocket::__construct(): Argument #3 ($event)',
    why: 'stdClass given',
    change: 'must be of type NetsvrBusiness\Contract\EventInterface',
);
?>
--EXPECT--
says where, why and what to change
