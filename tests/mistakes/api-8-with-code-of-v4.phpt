--TEST--
netsvr.api = 8, and code of the package v4
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'netsvr.api=8', '-d', 'netsvr.functions=0', '-r', 'require $argv[1]; new NetsvrBusiness\\TaskSocket("fpm", new NetsvrTests\\Support\\ArrayLogger(), "127.0.0.1:6061", 5, 5, 117);', '--', dirname(__DIR__) . '/support/autoload.php']),
    words: 'expects exactly 8 arguments, 6 given',
    where: 'NetsvrBusiness\TaskSocket::__construct()',
    why: 'netsvr.api = 8',
    change: 'netsvr.api = 4',
);
?>
--EXPECT--
says where, and the page why and what to change
