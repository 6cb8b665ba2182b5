--TEST--
A time-out of half a second: they are whole seconds
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocket;

mistake(
    fn() => new TaskSocket('fpm', logger(), '127.0.0.1:6061', 0.5, 5, 117),
    where: 'TaskSocket::__construct()',
    why: 'from float 0.5 to int loses precision',
    change: 'must be at least 1 second, 0 given',
);
?>
--EXPECT--
says where, why and what to change
