--TEST--
ini_set() with a value that is none
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => ini_set('netsvr.text_check', 'on'),
    where: 'ini_set("netsvr.text_check", "on")',
    why: 'is refused',
    change: 'the value must be off, warn or throw',
);
?>
--EXPECT--
says where, why and what to change
