--TEST--
bind() is given the name of a class
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocketManger;

mistake(
    fn() => \NetsvrBusiness\Container::getInstance()->bind(\NetsvrBusiness\Contract\TaskSocketMangerInterface::class, TaskSocketManger::class),
    where: 'Container::bind(): Argument #2 ($concrete)',
    why: 'string given',
    change: 'must be of type object',
);
?>
--EXPECT--
says where, why and what to change
