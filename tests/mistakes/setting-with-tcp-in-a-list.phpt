--TEST--
tcp:// in a list of gateways
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => ini_set('netsvr.gateway', '5,tcp://10.0.0.1:6061=8'),
    where: 'ini_set("netsvr.gateway", "5,tcp://10.0.0.1:6061=8")',
    why: 'is refused',
    change: '8,10.0.0.1:6061=5',
);
?>
--EXPECT--
says where, why and what to change
