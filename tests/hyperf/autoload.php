<?php
/*
 * The helpers of the tests, and the library. Hyperf's classes stand only in the projects that the tests run, and in
 * stand-in/ for a child process that asks for them.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';

spl_autoload_register(static function (string $class): void {
    $prefix = 'NetsvrTests\\Hyperf\\';
    $file = __DIR__ . '/support/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
    if (str_starts_with($class, $prefix) && is_file($file)) {
        require_once $file;
    }
});
