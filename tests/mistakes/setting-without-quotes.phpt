--TEST--
A list with = in php.ini without quotes
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

$file = temporary('php.ini', 'extension=' . extension() . "\nnetsvr.gateway = 5,10.0.0.1:6061=8\n");
mistake(
    fn() => command([PHP_BINARY, '-n', '-c', $file, '-r', '']),
    where: "syntax error, unexpected '=' in $file on line 2",
    why: 'netsvr.gateway=5,10.0.0.1:6061 is passed over',
    change: 'php.ini wants quotes around it',
);
?>
--EXPECT--
says where, why and what to change
