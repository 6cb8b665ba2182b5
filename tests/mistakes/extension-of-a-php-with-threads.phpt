--TEST--
The .so of a PHP with other thread safety
--SKIPIF--
<?php
PHP_ZTS && print 'skip it is with thread safety';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'extension=' . temporary('netsvr.so', strtr((string)file_get_contents(extension()), [buildId() => str_contains(buildId(), ',NTS') ? strtr(buildId(), [',NTS' => ",TS\0"]) : buildId()])), '-r', ''], false),
    words: 'These options need to match',
    where: 'netsvr: Unable to initialize module',
    why: 'thread safety',
    change: 'the file for this PHP',
);
?>
--EXPECT--
says where, and the page why and what to change
