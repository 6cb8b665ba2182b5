--TEST--
A main socket of Workerman in the extension's own loop
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => run(main('127.0.0.1:6061', class: \NetsvrBusiness\Workerman\MainSocket::class), 'was added'),
    where: 'MainSocketManager::run()',
    why: 'NetsvrBusiness\Workerman\MainSocket was added',
    change: 'reads NetsvrBusiness\MainSocket objects',
);
?>
--EXPECT--
says where, why and what to change
