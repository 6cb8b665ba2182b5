--TEST--
BROADCAST_CONNECTION (or BROADCAST_DRIVER) is not set: events go to the log
--SKIPIF--
<?php
!is_file('/usr/share/php/Illuminate/Container/Container.php') && print 'skip it is not there';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

$container = container(['broadcasting' => ['default' => 'log', 'connections' => ['log' => ['driver' => 'log']]]]);
mistake(
    fn() => \NetsvrBusiness\Laravel\Console\AboutNetsvr::lines($container)['Broadcasting'],
    where: 'broadcasting.default',
    why: 'events go to "log"',
    change: 'set BROADCAST_CONNECTION=netsvr',
);
?>
--EXPECT--
says where, why and what to change
