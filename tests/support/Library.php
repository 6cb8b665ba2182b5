<?php
/*
 * The Composer library of this repository, for tests that do what Composer does when it installs it.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

final class Library
{
    public static function folder(): string
    {
        return dirname(__DIR__, 2) . '/php';
    }

    /** @return array<string, mixed> its composer.json */
    public static function package(): array
    {
        return json_decode((string)file_get_contents(self::folder() . '/composer.json'), true, 16, JSON_THROW_ON_ERROR);
    }

    /**
     * A vendor/autoload.php: the packages that are installed elsewhere, this library, and the classes of the project.
     *
     * @param string $installed the folder that has them in vendor/
     * @param string $app of the classes App\
     */
    public static function autoload(string $installed, string $app): string
    {
        $autoload = self::package()['autoload'];
        $folders = array_map(static fn(string $folder): string => self::folder() . "/$folder", $autoload['psr-4']);
        $lines = ['$loader = require ' . var_export("$installed/vendor/autoload.php", true) . ';'];
        foreach ($folders + ['App\\' => "$app/"] as $prefix => $folder) {
            $lines[] = sprintf('$loader->setPsr4(%s, %s);', var_export($prefix, true), var_export($folder, true));
        }
        foreach ($autoload['files'] as $file) {
            $lines[] = 'require_once ' . var_export(self::folder() . "/$file", true) . ';';
        }
        return "<?php\n" . implode("\n", $lines) . "\nreturn \$loader;\n";
    }
}
