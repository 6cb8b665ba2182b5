--TEST--
User and password in a worker address
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('netsvr:secret@10.0.0.1:6061'),
    where: 'netsvr:secret@10.0.0.1:6061',
    why: 'which is not host:port',
    change: 'leave out user and password',
);
?>
--EXPECT--
says where, why and what to change
