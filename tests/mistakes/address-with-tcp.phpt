--TEST--
A worker address with tcp:// before it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('tcp://127.0.0.1:6061'),
    where: 'tcp://127.0.0.1:6061',
    why: 'which is not host:port',
    change: 'leave out the scheme',
);
?>
--EXPECT--
says where, why and what to change
