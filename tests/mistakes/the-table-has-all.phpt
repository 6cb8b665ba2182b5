--TEST--
README.md of this folder names every mistake
--FILE--
<?php
$argv = ['table.php', '--check'];
require __DIR__ . '/table.php';
?>
--EXPECT--
the table has all mistakes
