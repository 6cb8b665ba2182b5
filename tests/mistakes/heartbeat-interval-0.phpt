--TEST--
A heartbeat interval of 0
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => main('127.0.0.1:6061', milliseconds: 0),
    where: 'MainSocket::__construct()',
    why: 'must be between 10 and 3600000 milliseconds, 0 given',
    change: 'Argument #8 ($heartbeatIntervalMillisecond)',
);
?>
--EXPECT--
says where, why and what to change
