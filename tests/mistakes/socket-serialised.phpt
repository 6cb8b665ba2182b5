--TEST--
A job, session or cache that holds a socket
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => serialize(task('127.0.0.1:6061')),
    words: "Serialization of 'NetsvrBusiness\TaskSocket' is not allowed",
    where: 'NetsvrBusiness\TaskSocket',
    why: 'holds a connection',
    change: 'NetBus',
);
?>
--EXPECT--
says where, and the page why and what to change
