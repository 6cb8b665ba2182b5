<?php
/*
 * Finds what the PHP tests stand on: the test helpers of this folder, and the PSR interfaces and Monolog
 * wherever the include path has them (Debian puts them under /usr/share/php). Works without a php.ini.
 * Knows nothing of netsvr.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

(static function (): void {
    $libraries = array_filter(
        array_unique([...explode(PATH_SEPARATOR, (string)get_include_path()), '/usr/share/php']),
        static fn(string $folder): bool => $folder !== '' && $folder !== '.'
    );
    $roots = [
        'NetsvrTests\\Support\\' => [__DIR__ . '/'],
        'NetsvrTests\\Conformance\\' => [dirname(__DIR__) . '/conformance/'],
    ];
    foreach (['Psr\\Log\\', 'Psr\\Container\\', 'Monolog\\'] as $prefix) {
        $roots[$prefix] = array_map(
            static fn(string $folder): string => $folder . '/' . str_replace('\\', '/', $prefix),
            $libraries
        );
    }
    loadClasses($roots);
})();

/**
 * Loads classes as Composer's autoloader does (PSR-4).
 *
 * @param array<string, string|list<string>> $roots prefix of the names => the folder of their files, or several of them
 * @param bool $prepend before the autoloaders that are there
 */
function loadClasses(array $roots, bool $prepend = false): void
{
    spl_autoload_register(static function (string $class) use ($roots): void {
        foreach ($roots as $prefix => $folders) {
            if (!str_starts_with($class, $prefix)) {
                continue;
            }
            $file = str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
            foreach ((array)$folders as $folder) {
                if (is_file($folder . $file)) {
                    require_once $folder . $file;
                    return;
                }
            }
        }
    }, prepend: $prepend);
}

/** Ends the script with status 2 when a PSR interface is missing; names the Debian package that has it. */
function requirePsr(): void
{
    $packages = [
        'Psr\\Log\\LoggerInterface' => 'php-psr-log',
        'Psr\\Container\\ContainerInterface' => 'php-psr-container',
    ];
    foreach ($packages as $interface => $package) {
        if (!interface_exists($interface)) {
            fwrite(STDERR, "$interface is not in the include path: install $package\n");
            exit(2);
        }
    }
}
