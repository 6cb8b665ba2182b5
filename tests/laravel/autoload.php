<?php
/*
 * What Composer's autoloader is in a real project: Laravel as Debian has it, the library, the helpers of the tests.
 * Used by PHPUnit and by the artisan of the test application.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';
require_once 'Illuminate/autoload.php';

spl_autoload_register(static function (string $class): void {
    $library = dirname(__DIR__, 2) . '/php';
    $roots = json_decode((string)file_get_contents("$library/composer.json"), true)['autoload']['psr-4'];
    $roots = array_map(static fn(string $folder): string => "$library/$folder", $roots);
    $roots['NetsvrTests\\Laravel\\'] = __DIR__ . '/support/';
    $roots['App\\'] = __DIR__ . '/skeleton/app/';
    foreach ($roots as $prefix => $folder) {
        $file = $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
        if (str_starts_with($class, $prefix) && is_file($file)) {
            require $file;
            return;
        }
    }
});
foreach (json_decode((string)file_get_contents(dirname(__DIR__, 2) . '/php/composer.json'), true)['autoload']['files'] as $file) {
    require dirname(__DIR__, 2) . "/php/$file";
}
