--TEST--
netsvr.functions = 1, and the PHP package declares the same functions
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'netsvr.functions=1', '-r', 'require $argv[1];', '--', temporary('Functions.php', '<?php namespace NetsvrBusiness; function milliSleep() {}')]),
    words: 'Cannot redeclare ' . (PHP_VERSION_ID < 80400 ? '' : 'function ') . 'NetsvrBusiness\milliSleep()',
    where: 'Functions.php',
    why: 'netsvr.functions = 1',
    change: 'netsvr.functions = auto',
);
?>
--EXPECT--
says where, and the page why and what to change
