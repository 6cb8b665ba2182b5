--TEST--
A task socket is bound in place of its manager
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

bind(fn() => task('127.0.0.1:6061'));
mistake(
    fn() => NetBus::broadcast('hello'),
    where: "the container's NetsvrBusiness\Contract\TaskSocketMangerInterface",
    why: 'NetsvrBusiness\TaskSocket given',
    change: 'give bind() the manager itself, or a closure that returns it',
);
?>
--EXPECT--
says where, why and what to change
