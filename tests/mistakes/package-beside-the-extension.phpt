--TEST--
A file of the PHP package is loaded by hand beside the extension
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'require $argv[1];', '--', temporary('NetBus.php', '<?php namespace NetsvrBusiness; class NetBus {}')]),
    words: 'Cannot declare class NetsvrBusiness\NetBus, because the name is already in use',
    where: 'NetBus.php',
    why: 'has this class already',
    change: 'autoloader',
);
?>
--EXPECT--
says where, and the page why and what to change
