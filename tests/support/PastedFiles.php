<?php
/*
 * The files that a page tells its reader to paste: its blocks with a mark `elsewhere: FOLDER FILE`, which the tests in that
 * folder run. `elsewhere: FOLDER sh NAME` is a command of one line to type.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use NetsvrTests\Docs\Document;
use RuntimeException;

final class PastedFiles
{
    /**
     * @param string $page such as docs/symfony.md
     * @param string $folder of the tests, such as tests/symfony
     * @return array<string, string> code by file
     */
    public static function of(string $page, string $folder): array
    {
        $root = dirname(__DIR__, 2);
        require_once "$root/tests/docs/Document.php";
        require_once "$root/tests/docs/Snippet.php";
        $files = [];
        foreach ((new Document($page, (string)file_get_contents("$root/$page")))->snippets as $snippet) {
            [$where, $file] = explode(' ', $snippet->of('elsewhere') . ' ', 2);
            if ($where === $folder) {
                $files[trim($file)] = $snippet->code;
            }
        }
        return $files !== [] ? $files : throw new RuntimeException("$page has no block with a mark \"elsewhere: $folder\"");
    }

    /** @return list<string> the words of a command behind `php` */
    public static function command(string $page, string $folder, string $name): array
    {
        $words = str_getcsv(trim(self::of($page, $folder)["sh $name"]), ' ', "'", '\\');
        return array_shift($words) === 'php' ? $words : throw new RuntimeException("$page: the command \"$name\" is none of php");
    }

    /** Writes the files into a project. */
    public static function into(string $project, string $page, string $folder): void
    {
        foreach (self::of($page, $folder) as $file => $code) {
            if (str_starts_with($file, 'sh ')) {
                continue;
            }
            if (!is_dir(dirname("$project/$file"))) {
                mkdir(dirname("$project/$file"), 0700, true);
            }
            file_put_contents("$project/$file", $code);
        }
    }
}
