--TEST--
Mutated bytes and mutated JSON of every message parse or are refused, and leave no memory behind
--FILE--
<?php
$argv = ['', '40000', '20240229'];
require __DIR__ . '/../../fuzz/messages.php';
--EXPECTF--
58 messages, seed 20240229
mergeFromString: 40000 inputs, %d parsed, %d refused
mergeFromJsonString: %d inputs, %d parsed, %d refused
memory in use grew by %i bytes, resident memory by %i KiB
