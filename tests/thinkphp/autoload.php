<?php
/*
 * For PHPUnit: the helpers of the tests. The framework is in the child processes only, see framework.php.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';
spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/support/' . substr($class, strlen('NetsvrTests\\ThinkPhp\\')) . '.php';
    if (str_starts_with($class, 'NetsvrTests\\ThinkPhp\\') && is_file($file)) {
        require $file;
    }
});
