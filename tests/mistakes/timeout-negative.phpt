--TEST--
A negative time-out
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocket;

mistake(
    fn() => new TaskSocket('fpm', logger(), '127.0.0.1:6061', 5, -1, 117),
    where: 'TaskSocket::__construct()',
    why: 'must be at least 1 second, -1 given',
    change: 'Argument #5 ($connectTimeout)',
);
?>
--EXPECT--
says where, why and what to change
