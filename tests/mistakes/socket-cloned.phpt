--TEST--
A clone of a socket
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => clone task('127.0.0.1:6061'),
    words: 'Trying to clone an uncloneable object of class NetsvrBusiness\TaskSocket',
    where: 'NetsvrBusiness\TaskSocket',
    why: 'two objects would share',
    change: 'new TaskSocket',
);
?>
--EXPECT--
says where, and the page why and what to change
