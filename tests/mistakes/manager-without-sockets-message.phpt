--TEST--
A manager without sockets: a message
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;

bind(new TaskSocketManger());
mistake(
    fn() => NetBus::broadcast('hello'),
    where: 'broadcast',
    why: 'no gateway is configured, nothing was sent',
    change: 'call addSocket() of the TaskSocketManger that is bound',
);
?>
--EXPECT--
says where, why and what to change
