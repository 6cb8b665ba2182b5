--TEST--
The extension is loaded twice
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'extension=' . extension(), '-r', '']),
    words: 'Module "netsvr" is already loaded',
    where: 'netsvr',
    why: 'two ini files',
    change: 'php --ini',
);
?>
--EXPECT--
says where, and the page why and what to change
