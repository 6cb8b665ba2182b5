--TEST--
A worker address whose host nobody knows
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added('no-such-host.invalid:6061'),
    where: 'no-such-host.invalid:6061',
    why: 'no IPv4 address was found for the host',
    change: 'check its spelling, and the DNS and /etc/hosts',
);
?>
--EXPECT--
says where, why and what to change
