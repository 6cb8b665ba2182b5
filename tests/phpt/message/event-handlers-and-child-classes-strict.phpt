--TEST--
User code with strict types implements EventInterface and extends a message, calling its parent's methods
--FILE--
<?php
eval('declare(strict_types=1);' . strstr((string)file_get_contents(__DIR__ . '/user-code.inc'), 'namespace'));
--EXPECT--
UserCode\LoggedTransfer {"uniqId":"u2","customerId":"c","topics":["t","more"],"data":"ZGF0YQ=="} 0a02753212016322017422046d6f72652a0464617461
bool(true)
bool(false)
open u a=1
message of c: data 2
close u
TypeError
strict types
__construct serializeToString getTopics getUniqId clear
__construct mergeFromString discardUnknownFields mergeFromJsonString setTopics setUniqId mergeFrom serializeToJsonString serializeToString getTopics
