--TEST--
The manager is bound in a container of its own, which NetBus does not ask
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;

\NetsvrBusiness\Container::setInstance(new \NetsvrBusiness\Container());
(new \NetsvrBusiness\Container())->bind(\NetsvrBusiness\Contract\TaskSocketMangerInterface::class, new TaskSocketManger());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: 'class not exists: NetsvrBusiness\Contract\TaskSocketMangerInterface',
    why: 'nothing is bound in this container',
    change: 'call NetsvrBusiness\Container::getInstance()->bind(',
);
?>
--EXPECT--
says where, why and what to change
