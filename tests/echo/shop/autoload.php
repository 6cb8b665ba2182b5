<?php
/*
 * What Composer's autoloader is in the shop: that of the tests of the library, and App\ in the folder of the project.
 */
declare(strict_types=1);

require_once dirname(__DIR__, 2) . '/laravel/autoload.php';

spl_autoload_register(static function (string $class): void {
    $file = getenv('SHOP_FOLDER') . '/app/' . str_replace('\\', '/', substr($class, strlen('App\\'))) . '.php';
    if (str_starts_with($class, 'App\\') && is_file($file)) {
        require $file;
    }
}, prepend: true);
