--TEST--
A worker address with http:// before it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('http://127.0.0.1:6061'),
    where: 'http://127.0.0.1:6061',
    why: 'which is not host:port',
    change: 'leave out the scheme',
);
?>
--EXPECT--
says where, why and what to change
