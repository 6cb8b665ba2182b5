<?php
/*
 * What Composer's autoloader is in a real project: that of the tests of the library, and the classes of this folder.
 */
declare(strict_types=1);

require_once dirname(__DIR__, 2) . '/laravel/autoload.php';

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/' . substr($class, strlen('EchoTests\\')) . '.php';
    if (str_starts_with($class, 'EchoTests\\') && is_file($file)) {
        require $file;
    }
});
