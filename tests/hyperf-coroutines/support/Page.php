<?php
/*
 * The blocks of docs/hyperf-coroutines.md that are marked `elsewhere: tests/hyperf-coroutines NAME`: files of a project, and
 * the lines that install.
 */
declare(strict_types=1);

namespace NetsvrTests\HyperfCoroutines;

use RuntimeException;

final class Page
{
    /** @return array<string, string> by their path in the project */
    public static function files(string $page = 'hyperf-coroutines.md'): array
    {
        return self::blocks($page, 'php');
    }

    /** @return list<list<string>> the words of each line behind `php bin/hyperf.php` */
    public static function install(): array
    {
        preg_match_all('~^php bin/hyperf\.php (.*?)(?:\s+#.*)?$~m', self::blocks('hyperf-coroutines.md', 'sh')['install'], $found);
        return array_map(static fn(string $words): array => explode(' ', $words), $found[1]);
    }

    /** @return array<string, string> */
    private static function blocks(string $page, string $language): array
    {
        $text = (string)file_get_contents(dirname(__DIR__, 3) . "/docs/$page");
        preg_match_all("~^<!-- elsewhere: tests/hyperf-coroutines (\\S+) -->\n```$language\n(.*?\n)```$~ms", $text, $found);
        return array_combine($found[1], $found[2]) ?: throw new RuntimeException("$page has no blocks");
    }
}
