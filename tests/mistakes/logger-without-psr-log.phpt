--TEST--
psr/log is not installed, or vendor/autoload.php not loaded
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => php(['-r', 'new \NetsvrBusiness\TaskSocket("fpm", new \stdClass(), "127.0.0.1:6061", 5, 5, 117);']),
    where: 'Argument #2 ($logger) must be of type Psr\Log\LoggerInterface',
    why: 'there is no such interface here',
    change: '`composer require psr/log`, and load vendor/autoload.php before',
);
?>
--EXPECT--
says where, why and what to change
