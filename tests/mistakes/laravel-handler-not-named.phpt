--TEST--
work.handler names no class
--SKIPIF--
<?php
!is_file('/usr/share/php/Illuminate/Container/Container.php') && print 'skip it is not there';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => new \NetsvrBusiness\Laravel\Work\HandlerFactory(container([]), ''),
    where: 'work.handler',
    why: 'names no class',
    change: 'NETSVR_HANDLER',
);
?>
--EXPECT--
says where, why and what to change
