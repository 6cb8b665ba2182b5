--TEST--
extension= names a file that is not there
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'extension=netsvrr', '-r', ''], false),
    words: "Unable to load dynamic library 'netsvrr'",
    where: 'netsvrr.so',
    why: 'no such file in the extension folder',
    change: 'extension=netsvr',
);
?>
--EXPECT--
says where, and the page why and what to change
