--TEST--
NETSVR_CONNECT_TIMEOUT=0.5
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\Gateways::fromConfig(['worker_addrs' => '127.0.0.1:6061', 'connect_timeout' => '0.5']),
    where: 'connect_timeout',
    why: 'it is "0.5"',
    change: 'has to be a whole number above 0',
);
?>
--EXPECT--
says where, why and what to change
