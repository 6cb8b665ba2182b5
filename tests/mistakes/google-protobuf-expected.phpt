--TEST--
A type of google/protobuf, which the extension does not need
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'new Google\\Protobuf\\Internal\\RepeatedField();']),
    words: 'Class "Google\Protobuf\Internal\RepeatedField" not found',
    where: 'Google\Protobuf\Internal\RepeatedField',
    why: 'google/protobuf',
    change: 'Netsvr\\RepeatedField',
);
?>
--EXPECT--
says where, and the page why and what to change
