--TEST--
NETSVR_INI_API, which only php.ini may set
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\IniSettings::apply(['api' => '8']),
    where: 'ini.api is "8"',
    why: 'takes netsvr.api from php.ini only',
    change: 'write netsvr.api = "8" there and restart PHP',
);
?>
--EXPECT--
says where, why and what to change
