--TEST--
A time-out of 0, which PHP's streams take for none
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocket;

mistake(
    fn() => new TaskSocket('fpm', logger(), '127.0.0.1:6061', 0, 5, 117),
    where: 'TaskSocket::__construct()',
    why: 'must be at least 1 second, 0 given',
    change: 'Argument #4 ($sendReceiveTimeout)',
);
?>
--EXPECT--
says where, why and what to change
