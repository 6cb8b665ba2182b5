--TEST--
run() of a manager without sockets
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => (new \NetsvrBusiness\MainSocketManager())->run(),
    where: 'MainSocketManager::run()',
    why: 'has nothing to do',
    change: 'addSocket() has added no main socket',
);
?>
--EXPECT--
says where, why and what to change
