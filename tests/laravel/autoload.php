<?php
/*
 * What Composer's autoloader is in a real project: Laravel, the library, the helpers of the tests. Laravel is that of
 * Debian, or that of the include path, where an installed application's vendor folder is (LARAVEL_DIR of
 * tests/support/laravel-php.sh). Used by PHPUnit and by the artisan of the test application.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';
(static function (): void {
    $framework = stream_resolve_include_path('laravel/framework/composer.json');
    require_once $framework === false ? 'Illuminate/autoload.php' : dirname($framework, 3) . '/autoload.php';
})();

(static function (): void {
    $library = dirname(__DIR__, 2) . '/php';
    $autoload = json_decode((string)file_get_contents("$library/composer.json"), true)['autoload'];
    $roots = array_map(static fn(string $folder): string => "$library/$folder", $autoload['psr-4']);
    $roots['NetsvrTests\\Laravel\\'] = __DIR__ . '/support/';
    $roots['App\\'] = __DIR__ . '/skeleton/app/';
    // In front: an installed application has an App of its own.
    \NetsvrTests\Support\loadClasses($roots, prepend: true);
    foreach ($autoload['files'] as $file) {
        require "$library/$file";
    }
})();
