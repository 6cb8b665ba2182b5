--TEST--
Nothing is bound in the container
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

\NetsvrBusiness\Container::setInstance(new \NetsvrBusiness\Container());
mistake(
    fn() => NetBus::broadcast('hello'),
    where: 'class not exists: NetsvrBusiness\Contract\TaskSocketMangerInterface',
    why: 'nothing is bound in this container',
    change: 'call NetsvrBusiness\Container::getInstance()->bind(NetsvrBusiness\Contract\TaskSocketMangerInterface::class, $manager)',
);
?>
--EXPECT--
says where, why and what to change
