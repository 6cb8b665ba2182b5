<?php
/*
 * Finds the classes of the Composer library, as Composer's autoloader does in a project, besides what autoload.php finds.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

require_once __DIR__ . '/autoload.php';

(static function (string $library): void {
    $roots = json_decode((string)file_get_contents("$library/composer.json"), true)['autoload']['psr-4'];
    spl_autoload_register(static function (string $class) use ($library, $roots): void {
        foreach ($roots as $prefix => $folder) {
            $file = "$library/$folder" . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            if (str_starts_with($class, $prefix) && is_file($file)) {
                require_once $file;
                return;
            }
        }
    });
})(dirname(__DIR__, 2) . '/php');
