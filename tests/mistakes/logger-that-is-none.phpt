--TEST--
A logger that does not implement LoggerInterface
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocket;

mistake(
    fn() => new TaskSocket('fpm', new \stdClass(), '127.0.0.1:6061', 5, 5, 117),
    where: 'TaskSocket::__construct(): Argument #2 ($logger)',
    why: 'stdClass given',
    change: 'must be of type Psr\Log\LoggerInterface',
);
?>
--EXPECT--
says where, why and what to change
