--TEST--
netsvr.shared names a file that cannot be made
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.shared=/no/such/folder/netsvr', '-r', '']),
    where: 'netsvr.shared',
    why: 'No such file or directory',
    change: 'Name a file in a folder in which this user may create files',
);
?>
--EXPECT--
says where, why and what to change
