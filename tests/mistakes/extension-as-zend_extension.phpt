--TEST--
zend_extension= in place of extension=
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'zend_extension=' . extension(), '-r', ''], false),
    words: "doesn't appear to be a valid Zend extension",
    where: extension(),
    why: 'zend_extension',
    change: 'extension=netsvr',
);
?>
--EXPECT--
says where, and the page why and what to change
