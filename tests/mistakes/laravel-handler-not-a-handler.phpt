--TEST--
work.handler names a class that is no handler
--SKIPIF--
<?php
!is_file('/usr/share/php/Illuminate/Container/Container.php') && print 'skip it is not there';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => new \NetsvrBusiness\Laravel\Work\HandlerFactory(container([]), \stdClass::class),
    where: 'work.handler',
    why: 'does not implement NetsvrBusiness\\Contract\\EventInterface',
    change: 'NETSVR_HANDLER',
);
?>
--EXPECT--
says where, why and what to change
