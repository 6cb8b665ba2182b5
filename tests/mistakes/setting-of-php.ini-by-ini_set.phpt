--TEST--
ini_set() of a key that only php.ini may set
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => var_export(ini_set('netsvr.api', '8'), true),
    words: 'false',
    where: 'false',
    why: 'may be set in php.ini only',
    change: 'write it into php.ini',
);
?>
--EXPECT--
says where, and the page why and what to change
