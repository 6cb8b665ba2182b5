--TEST--
The Composer library in a PHP without the extension
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-r', 'require $argv[1]; require $argv[2]; NetsvrBusiness\NetBus::broadcast("x");', '--', dirname(__DIR__) . '/support/library.php', dirname(__DIR__, 2) . '/php/src/autoload.php'], false),
    where: 'NetsvrBusiness\NetBus',
    why: 'the PHP extension netsvr is not loaded in this PHP',
    change: 'install it, or enable it here',
);
?>
--EXPECT--
says where, why and what to change
