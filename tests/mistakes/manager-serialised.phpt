--TEST--
A container or manager in a cache
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocketManger;

phpSays(
    fn() => serialize(new TaskSocketManger()),
    words: "Serialization of 'NetsvrBusiness\TaskSocketManger' is not allowed",
    where: 'NetsvrBusiness\TaskSocketManger',
    why: 'holds a connection',
    change: 'NetBus',
);
?>
--EXPECT--
says where, and the page why and what to change
