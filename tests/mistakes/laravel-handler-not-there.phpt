--TEST--
work.handler names a class that there is not
--SKIPIF--
<?php
!is_file('/usr/share/php/Illuminate/Container/Container.php') && print 'skip it is not there';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => new \NetsvrBusiness\Laravel\Work\HandlerFactory(container([]), 'App\\Nowhere'),
    where: 'work.handler',
    why: 'there is no class App\\Nowhere',
    change: 'NETSVR_HANDLER',
);
?>
--EXPECT--
says where, why and what to change
