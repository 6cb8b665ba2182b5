--TEST--
php-stubs/ is loaded in place of the extension
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'require $argv[1]; NetsvrBusiness\\NetBus::broadcast("x");', '--', dirname(__DIR__, 2) . '/php-stubs/v4/NetsvrBusiness/NetBus.php'], false),
    words: 'the netsvr extension is not loaded',
    where: 'php-stubs/v4/NetsvrBusiness/NetBus.php',
    why: 'for editors only',
    change: 'take php-stubs out of the autoloader',
);
?>
--EXPECT--
says where, and the page why and what to change
