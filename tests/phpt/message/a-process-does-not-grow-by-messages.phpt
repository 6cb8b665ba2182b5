--TEST--
A process that makes, parses, serialises and frees messages for long does not grow
--FILE--
<?php
$argv = ['', '5000'];
require __DIR__ . '/../../fuzz/memory.php';
--EXPECTF--
5000 rounds: memory in use grew by %i bytes, resident memory by %i KiB
flat
