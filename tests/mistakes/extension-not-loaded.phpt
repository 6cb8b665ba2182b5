--TEST--
The extension is not enabled for this way to run PHP (for cli, and not for fpm)
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-r', 'NetsvrBusiness\\NetBus::broadcast("x");'], false),
    words: 'Class "NetsvrBusiness\NetBus" not found',
    where: 'Class "NetsvrBusiness\NetBus" not found',
    why: 'not enabled for this way to run PHP',
    change: 'phpenmod',
);
?>
--EXPECT--
says where, and the page why and what to change
