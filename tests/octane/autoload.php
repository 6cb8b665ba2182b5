<?php
/* The helpers of the tests. Only the applications that the tests run have Laravel. */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';

spl_autoload_register(static function (string $class): void {
    $prefix = 'NetsvrTests\\Octane\\';
    $file = __DIR__ . '/support/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
    if (str_starts_with($class, $prefix) && is_file($file)) {
        require_once $file;
    }
});
