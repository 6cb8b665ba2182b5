<?php
/*
 * Folders that a test makes, fills and removes. Links are removed, and not followed.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use FilesystemIterator;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;

final class Folder
{
    /** A new one for temporary files, not yet made: its name begins with this. */
    public static function temporary(string $name): string
    {
        return sys_get_temp_dir() . "/$name-" . bin2hex(random_bytes(6));
    }

    /** Copies all files of a folder into another one, which is made. */
    public static function copy(string $source, string $target): void
    {
        foreach (self::entries($source, RecursiveIteratorIterator::LEAVES_ONLY) as $file) {
            $copy = $target . substr($file, strlen($source));
            is_dir(dirname($copy)) || mkdir(dirname($copy), 0777, true);
            copy($file, $copy);
        }
    }

    /** Removes a folder with all that is in it. */
    public static function remove(string $folder): void
    {
        foreach (self::entries($folder, RecursiveIteratorIterator::CHILD_FIRST) as $entry) {
            is_dir($entry) && !is_link($entry) ? rmdir($entry) : unlink($entry);
        }
        rmdir($folder);
    }

    /** @return list<string> */
    private static function entries(string $folder, int $mode): array
    {
        $entries = new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS | FilesystemIterator::CURRENT_AS_PATHNAME);
        return iterator_to_array(new RecursiveIteratorIterator($entries, $mode), false);
    }
}
