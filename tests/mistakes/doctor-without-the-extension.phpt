--TEST--
The doctor without the extension, which is not installed
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'extension_dir=/no/such/folder', doctor()], false),
    where: '/no/such/folder/netsvr.so',
    why: 'the extension netsvr is not loaded, and there is no',
    change: 'install it for this PHP (PHP ' . PHP_VERSION,
);
?>
--EXPECT--
says where, why and what to change
