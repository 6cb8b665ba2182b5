--TEST--
The manager is bound under its class, not under its interface
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;

bind(new TaskSocketManger(), TaskSocketManger::class);
mistake(
    fn() => NetBus::broadcast('hello'),
    where: 'class not exists: NetsvrBusiness\Contract\TaskSocketMangerInterface',
    why: 'only this is bound: NetsvrBusiness\TaskSocketManger',
    change: '->bind(NetsvrBusiness\Contract\TaskSocketMangerInterface::class, $manager)',
);
?>
--EXPECT--
says where, why and what to change
