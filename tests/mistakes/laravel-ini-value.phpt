--TEST--
NETSVR_INI_GATEWAY with a value that is none
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\IniSettings::apply(['gateway' => '6']),
    where: 'ini.gateway is "6"',
    why: 'netsvr.gateway must be 5, 8',
    change: 'one of both for single addresses',
);
?>
--EXPECT--
says where, why and what to change
