--TEST--
The closure in the container makes the manager, and does not return it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;

bind(function (): void {
    $manager = new TaskSocketManger();
    $manager->addSocket(task('127.0.0.1:6061'));
});
mistake(
    fn() => NetBus::broadcast('hello'),
    where: "the container's NetsvrBusiness\Contract\TaskSocketMangerInterface",
    why: 'null given',
    change: 'must end with `return $manager;`',
);
?>
--EXPECT--
says where, why and what to change
