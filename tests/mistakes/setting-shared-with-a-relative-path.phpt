--TEST--
netsvr.shared names a file without its folder
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.shared=netsvr.state', '-r', '']),
    where: 'netsvr.shared',
    why: 'netsvr.shared=netsvr.state is passed over',
    change: '0, 1 or the absolute path of a file',
);
?>
--EXPECT--
says where, why and what to change
