--TEST--
A task socket is added to the manager of main sockets
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => (new \NetsvrBusiness\MainSocketManager())->addSocket(task('127.0.0.1:6061')),
    where: 'MainSocketManager::addSocket(): Argument #1 ($socket)',
    why: 'NetsvrBusiness\TaskSocket given',
    change: 'must be of type NetsvrBusiness\Contract\MainSocketInterface',
);
?>
--EXPECT--
says where, why and what to change
