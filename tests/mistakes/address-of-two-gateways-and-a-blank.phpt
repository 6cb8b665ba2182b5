--TEST--
Two worker addresses with a blank between them
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('10.0.0.1:6061 10.0.0.2:6061'),
    where: '10.0.0.1:6061 10.0.0.2:6061',
    why: 'which is not host:port',
    change: 'add a socket for each gateway',
);
?>
--EXPECT--
says where, why and what to change
