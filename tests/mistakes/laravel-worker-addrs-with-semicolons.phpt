--TEST--
NETSVR_WORKER_ADDRS with semicolons between addresses
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\Gateways::fromConfig(['worker_addrs' => '10.0.0.1:6061;10.0.0.2:6061']),
    where: 'worker_addrs has "10.0.0.1:6061;10.0.0.2:6061"',
    why: 'which is not host:port',
    change: 'with commas between them',
);
?>
--EXPECT--
says where, why and what to change
