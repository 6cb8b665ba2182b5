--TEST--
The manager is bound under TaskSocketManagerInterface, spelt as it should be
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;

bind(new TaskSocketManger(), \NetsvrBusiness\Contract\TaskSocketManagerInterface::class);
mistake(
    fn() => NetBus::broadcast('hello'),
    where: 'class not exists: NetsvrBusiness\Contract\TaskSocketMangerInterface',
    why: 'only this is bound: NetsvrBusiness\Contract\TaskSocketManagerInterface',
    change: '->bind(NetsvrBusiness\Contract\TaskSocketMangerInterface::class, $manager)',
);
?>
--EXPECT--
says where, why and what to change
