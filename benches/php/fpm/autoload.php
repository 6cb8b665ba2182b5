<?php
/*
 * Classes by their files, as Composer's optimised autoloader has them.
 */
declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    static $files = [
        'NetsvrBench\\Fpm\\Logger' => __DIR__ . '/Logger.php',
        'Psr\\Container\\ContainerInterface' => '/usr/share/php/Psr/Container/ContainerInterface.php',
        'Psr\\Log\\LoggerInterface' => '/usr/share/php/Psr/Log/LoggerInterface.php',
    ];
    if (isset($files[$class])) {
        require $files[$class];
    }
});
