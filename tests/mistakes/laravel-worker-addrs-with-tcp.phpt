--TEST--
NETSVR_WORKER_ADDRS with tcp://
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\Gateways::fromConfig(['worker_addrs' => 'tcp://10.0.0.1:6061']),
    where: 'worker_addrs has "tcp://10.0.0.1:6061"',
    why: 'which is not host:port',
    change: 'with commas between them and nothing before or behind',
);
?>
--EXPECT--
says where, why and what to change
