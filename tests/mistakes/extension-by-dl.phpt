--TEST--
dl() of the extension in a script
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'dl("netsvr");'], false),
    words: "dl(): Unable to load dynamic library 'netsvr'",
    where: 'netsvr',
    why: 'dl()',
    change: 'php.ini',
);
?>
--EXPECT--
says where, and the page why and what to change
