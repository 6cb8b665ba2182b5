--TEST--
A worker address that is a port alone
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('6061'),
    where: '6061',
    why: 'which is not host:port',
    change: 'the port is missing: it is that of ListenAddress under [Worker]',
);
?>
--EXPECT--
says where, why and what to change
