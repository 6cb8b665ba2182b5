<?php
/*
 * Writes README.md of this folder, the table of all mistakes; with --check says whether it is as it would be written.
 *
 *     php tests/mistakes/table.php [--check]
 */
declare(strict_types=1);

const INTRODUCTION = <<<'TEXT'
    # Ways to get it wrong

    Each row is a mistake, and a test of what a person sees who makes it: the text must say where it is (an address, a class,
    a file or a key), why it is wrong, and which setting or call to change. `make test-mistakes` runs them. What PHP itself says
    cannot be changed; there the test asks [docs/what-php-says.md](../../docs/what-php-says.md), or the doctor.

    A new one: a phpt file here with the mistake as its title, in the words of whoever makes it, and a call of `mistake()`
    ([support/mistake.php](support/mistake.php)). Then `php tests/mistakes/table.php`, which writes this page.

    | mistake | what the text says |
    |---|---|

    TEXT;

/** The row of a test: its title, and what the text must have, which stands in it by name. */
function row(string $file): string
{
    $text = (string)file_get_contents($file);
    preg_match('~^--TEST--\n(.+)\n~', $text, $title) || throw new RuntimeException("$file has no title");
    preg_match_all('~\bwhy: (\'(?:[^\'\\\\]|\\\\.)*\'|"(?:[^"\\\\]|\\\\.)*")~', $text, $causes);
    $causes = array_map(static fn(string $quoted): string => stripcslashes(substr($quoted, 1, -1)), array_unique($causes[1]));
    $cell = static fn(string $words): string => strtr($words, ['|' => '\|', "\n" => ' ']);
    return sprintf("| [%s](%s) | %s |\n", $cell($title[1]), basename($file), $cell(implode(' · ', $causes)));
}

$files = glob(__DIR__ . '/*.phpt') ?: [];
$files = array_filter($files, static fn(string $file): bool => basename($file) !== 'the-table-has-all.phpt');
$page = INTRODUCTION . implode('', array_map(row(...), $files)) . "\n" . count($files) . " mistakes.\n";
$readme = __DIR__ . '/README.md';
if (($argv[1] ?? '') !== '--check') {
    file_put_contents($readme, $page);
    exit(0);
}
if (!is_file($readme) || file_get_contents($readme) !== $page) {
    echo "tests/mistakes/README.md is not as `php tests/mistakes/table.php` writes it\n";
    exit(1);
}
echo "the table has all mistakes\n";
