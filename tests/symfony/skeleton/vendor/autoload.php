<?php
/*
 * What Composer would make: Symfony, the library, the application. Symfony is that of Debian, or that of the application
 * that SYMFONY_DIR names. The helpers of the tests come last.
 */
declare(strict_types=1);

(static function (string $root): void {
    $symfony = (string)getenv('SYMFONY_DIR');
    if ($symfony !== '') {
        require_once "$symfony/vendor/autoload.php";
    } else {
        foreach (['Bundle/FrameworkBundle', 'Component/Messenger', 'Component/Dotenv', 'Component/Yaml', 'Component/Console'] as $part) {
            require_once "/usr/share/php/Symfony/$part/autoload.php";
        }
    }
    $library = json_decode((string)file_get_contents("$root/php/composer.json"), true)['autoload'];
    $roots = array_map(static fn(string $folder): string => "$root/php/$folder", $library['psr-4']);
    $roots = ['App\\Tests\\' => dirname(__DIR__) . '/tests/', 'App\\' => dirname(__DIR__) . '/src/'] + $roots;
    spl_autoload_register(static function (string $class) use ($roots): void {
        foreach ($roots as $prefix => $folder) {
            $file = $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            if (str_starts_with($class, $prefix) && is_file($file)) {
                require_once $file;
                return;
            }
        }
    }, prepend: true);
    foreach ($library['files'] as $file) {
        require_once "$root/php/$file";
    }
    require_once "$root/tests/support/autoload.php";
})((string)getenv('NETSVR_TEST_ROOT'));
