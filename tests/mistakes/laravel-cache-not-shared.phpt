--TEST--
The cache store is not shared by all processes
--SKIPIF--
<?php
!is_file('/usr/share/php/Illuminate/Cache/CacheManager.php') && print 'skip it is not there';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Laravel\Support\SharedStore::of(container(['cache' => ['default' => 'array', 'stores' => ['array' => ['driver' => 'array', 'serialize' => false]]]]), 'tickets', 'NETSVR_TICKET_STORE', null),
    where: 'The store "array"',
    why: 'tickets need a cache store that all processes share',
    change: 'Let NETSVR_TICKET_STORE name one with the driver redis',
);
?>
--EXPECT--
says where, why and what to change
