--TEST--
Heartbeat interval and number of goroutines exchanged
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => main('127.0.0.1:6061', goroutines: 45_000, milliseconds: 1),
    where: 'MainSocket::__construct()',
    why: 'must be between 0 and 1000 goroutines, 45000 given',
    change: 'Argument #7 ($processCmdGoroutineNum)',
);
?>
--EXPECT--
says where, why and what to change
