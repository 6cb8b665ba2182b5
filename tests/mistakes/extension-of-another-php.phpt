--TEST--
The .so of another PHP
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'extension=' . temporary('netsvr.so', strtr((string)file_get_contents(extension()), [buildId() => strtr(buildId(), '0123456789', '1234567890')])), '-r', ''], false),
    words: 'These options need to match',
    where: 'netsvr: Unable to initialize module',
    why: 'for another PHP',
    change: 'the file for this PHP',
);
?>
--EXPECT--
says where, and the page why and what to change
