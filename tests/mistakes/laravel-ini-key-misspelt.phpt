--TEST--
ini.gatway in config/netsvr.php
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Support\IniSettings::apply(['gatway' => '8']),
    where: 'ini.gatway',
    why: 'which is no key of the extension',
    change: 'there are api, backoff_base_ms',
);
?>
--EXPECT--
says where, why and what to change
