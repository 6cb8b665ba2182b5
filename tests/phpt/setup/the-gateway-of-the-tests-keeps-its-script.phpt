--TEST--
The gateway that misbehaves on command keeps its script, byte by byte
--FILE--
<?php
require __DIR__ . '/../../support/fake-gateway-selftest.php';
?>
--EXPECTF--
%d passed, 0 failed
