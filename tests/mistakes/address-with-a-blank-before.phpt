--TEST--
A worker address with a blank before it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added(' 127.0.0.1:6061'),
    where: ' 127.0.0.1:6061',
    why: 'which is not host:port',
    change: 'leave out the blanks and line ends',
);
?>
--EXPECT--
says where, why and what to change
