--TEST--
The manager of main sockets is bound for task sockets
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

bind(new \NetsvrBusiness\MainSocketManager());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "the container's NetsvrBusiness\Contract\TaskSocketMangerInterface",
    why: 'NetsvrBusiness\MainSocketManager given',
    change: 'give bind() the manager itself',
);
?>
--EXPECT--
says where, why and what to change
