--TEST--
Laravel or Webman without NETSVR_WORKER_ADDRS, or with a cached configuration that has none
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\Gateways::fromConfig(['worker_addrs' => '']),
    where: 'worker_addrs',
    why: 'names no gateway',
    change: 'in .env NETSVR_WORKER_ADDRS',
);
mistake(
    fn() => \NetsvrBusiness\Support\Gateways::fromConfig(['worker_addrs' => ' , ']),
    where: 'worker_addrs',
    why: 'names no gateway',
    change: 'where the configuration is cached, cache it anew',
);
?>
--EXPECT--
says where, why and what to change
says where, why and what to change
