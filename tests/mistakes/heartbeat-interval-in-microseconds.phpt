--TEST--
A heartbeat interval in microseconds
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => main('127.0.0.1:6061', milliseconds: 45_000_000),
    where: 'MainSocket::__construct()',
    why: 'must be between 10 and 3600000 milliseconds, 45000000 given',
    change: 'Argument #8 ($heartbeatIntervalMillisecond)',
);
?>
--EXPECT--
says where, why and what to change
