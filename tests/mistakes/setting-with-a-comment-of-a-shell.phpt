--TEST--
A comment with # behind a value in php.ini
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

$file = temporary('php.ini', 'extension=' . extension() . "\nnetsvr.on_send_failure = throw # tell me\n");
mistake(
    fn() => command([PHP_BINARY, '-n', '-c', $file, '-r', '']),
    where: 'netsvr.on_send_failure',
    why: 'netsvr.on_send_failure=throw # tell me is passed over',
    change: 'it must be log or throw',
);
?>
--EXPECT--
says where, why and what to change
