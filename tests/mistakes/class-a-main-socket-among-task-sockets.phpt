--TEST--
A main socket is added to the manager of task sockets
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocketManger;

mistake(
    fn() => (new TaskSocketManger())->addSocket(main('127.0.0.1:6061')),
    where: 'TaskSocketManger::addSocket(): Argument #1 ($socket)',
    why: 'NetsvrBusiness\MainSocket given',
    change: 'must be of type NetsvrBusiness\Contract\TaskSocketInterface',
);
?>
--EXPECT--
says where, why and what to change
