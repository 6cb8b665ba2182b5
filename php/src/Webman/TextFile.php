<?php
/*
 * Writes files, and says what PHP says where that fails: in Webman, PHP's warnings are exceptions, or are swallowed.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

/** @internal */
final class TextFile
{
    /** Makes the folder, too. Why the file cannot be written; null when it is. */
    public static function write(string $file, string $text): ?string
    {
        $problem = null;
        set_error_handler(static function (int $level, string $message) use (&$problem): bool {
            $problem ??= preg_replace('~^(\w+)\(.*?\): ~', '$1(): ', $message);
            return true;
        });
        try {
            $folder = dirname($file);
            $isThere = is_dir($folder) || mkdir($folder, 0777, true) || is_dir($folder);
            return $isThere && file_put_contents($file, $text) === strlen($text) ? null : $problem ?? 'it was written in part';
        } finally {
            restore_error_handler();
        }
    }
}
