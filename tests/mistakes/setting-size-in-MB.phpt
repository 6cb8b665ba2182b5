--TEST--
A size in MB
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-d', 'netsvr.max_packet_size=64MB', '-r', '']),
    where: 'netsvr.max_packet_size',
    why: 'netsvr.max_packet_size=64MB is passed over',
    change: 'with or without K, M or G behind them',
);
?>
--EXPECT--
says where, why and what to change
