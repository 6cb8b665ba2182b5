--TEST--
Quotes of a word processor in php.ini
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

$file = temporary('php.ini', 'extension=' . extension() . "\nnetsvr.gateway = “8”\n");
mistake(
    fn() => command([PHP_BINARY, '-n', '-c', $file, '-r', '']),
    where: 'netsvr.gateway',
    why: 'netsvr.gateway=“8” is passed over',
    change: 'it must be 5, 8, or one of both',
);
?>
--EXPECT--
says where, why and what to change
