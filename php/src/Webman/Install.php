<?php
/*
 * Puts the plugin's configuration into a Webman project, and takes it away; called by Webman's Composer scripts.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

final class Install
{
    /** What Webman looks for in a package. */
    public const WEBMAN_PLUGIN = true;

    private const FOLDER = Plugin::FOLDER;

    /** Copies the files that are not there. Those that are there stay as they are: they may have been edited. */
    public static function install(): void
    {
        $target = base_path() . '/' . self::FOLDER;
        if (!is_dir($target)) {
            mkdir($target, 0777, true);
        }
        foreach (self::files() as $name => $file) {
            if (!is_file("$target/$name")) {
                copy($file, "$target/$name");
                echo 'Create ', self::FOLDER, "/$name\r\n";
                foreach (glob("$target/$name.saved*") ?: [] as $saved) {
                    echo '  the edited file of an earlier installation is ', self::FOLDER, '/', basename($saved), "\r\n";
                }
            }
        }
    }

    /** Removes the files; of those that have been edited a copy stays, under a name that Webman does not load. */
    public static function uninstall(): void
    {
        $target = base_path() . '/' . self::FOLDER;
        foreach (self::files() as $name => $file) {
            if (!is_file("$target/$name")) {
                continue;
            }
            if (file_get_contents("$target/$name") === file_get_contents($file)) {
                unlink("$target/$name");
                echo 'Remove ', self::FOLDER, "/$name\r\n";
            } else {
                $saved = "$name.saved";
                for ($copy = 2; file_exists("$target/$saved"); $copy++) {
                    $saved = "$name.saved$copy";
                }
                rename("$target/$name", "$target/$saved");
                echo 'Keep the edited file as ', self::FOLDER, "/$saved\r\n";
            }
        }
        foreach ([$target, dirname($target)] as $folder) {
            if (is_dir($folder) && count((array)scandir($folder)) === 2) {
                rmdir($folder);
            }
        }
    }

    /** @return array<string, string> paths by file name */
    private static function files(): array
    {
        $files = glob(__DIR__ . '/' . self::FOLDER . '/*.php') ?: [];
        return array_combine(array_map(basename(...), $files), $files);
    }
}
