--TEST--
A misspelt key in php.ini
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.gatway=8', '-r', '']),
    where: 'netsvr.gatway',
    why: 'is no setting of the extension and changes nothing',
    change: 'write netsvr.gateway',
);
?>
--EXPECT--
says where, why and what to change
