<?php
// Writes the notices of third parties: every crate that is linked into netsvr.so, with the texts of its licences as its
// author ships them, and what Rust's standard library says of itself. The same sources and the same Rust give the same
// bytes.
//
//   php packaging/notices.php > THIRD-PARTY-NOTICES.txt
//   php packaging/notices.php --list      the crates alone, "name version", one a line
//
// Ends with status 1 and a sentence when a crate comes without the text of its licence. CARGO names another cargo.
declare(strict_types=1);

error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
set_error_handler(static function (int $level, string $text): never {
    throw new ErrorException($text, 0, $level);
});
$root = dirname(__DIR__);
chdir($root);

function fail(string $sentence): never
{
    fwrite(STDERR, $sentence . "\n");
    exit(1);
}

/** What a command prints; it must succeed. */
function output_of(string ...$command): string
{
    $process = proc_open($command, [1 => ['pipe', 'w']], $pipes);
    $text = stream_get_contents($pipes[1]);
    if (proc_close($process) !== 0) {
        fail(implode(' ', $command) . ' failed');
    }
    return $text;
}

/** @return list<array> the packages of cargo metadata that are linked in, ours left out, in the order of their names */
function linked_crates(): array
{
    $cargo = getenv('CARGO') ?: 'cargo';
    // Macros and build scripts run when the extension is built; they are not in it.
    $tree = output_of($cargo, 'tree', '--locked', '--package', 'netsvr', '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}');
    preg_match_all('/^(\S+) v(\S+)/m', $tree, $matches, PREG_SET_ORDER);
    $linked = [];
    foreach ($matches as [, $name, $version]) {
        $linked["$name $version"] = true;
    }
    $metadata = json_decode(output_of($cargo, 'metadata', '--locked', '--format-version', '1'), true, flags: JSON_THROW_ON_ERROR);
    $crates = array_filter($metadata['packages'], static fn (array $package): bool =>
        $package['source'] !== null && isset($linked["{$package['name']} {$package['version']}"]));
    usort($crates, static fn (array $a, array $b): int => [$a['name'], $a['version']] <=> [$b['name'], $b['version']]);
    return $crates;
}

/** @return array<string, string> file name => text of the licences in the folder of a crate */
function texts_of(array $crate): array
{
    $folder = dirname($crate['manifest_path']);
    $texts = [];
    foreach (scandir($folder) as $name) {
        $named = preg_match('/^(licen[cs]e|copying|copyright|notice|unlicense)/i', $name) || $name === $crate['license_file'];
        if ($named && is_file("$folder/$name")) {
            $texts[$name] = tidied(file_get_contents("$folder/$name"));
        }
    }
    return $texts;
}

/** Line ends and the blanks before them differ between copies of one text. */
function tidied(string $text): string
{
    return trim(preg_replace('/[ \t\f]*\r?\n/', "\n", $text), "\n");
}

/** The texts of a crate, or of another one from the same repository: some workspaces ship theirs with one crate only. */
function texts_or_those_of_its_workspace(array $crate, array $crates): array
{
    $texts = texts_of($crate);
    foreach ($crates as $other) {
        if ($texts === [] && $crate['repository'] !== null && $other['repository'] === $crate['repository']) {
            $texts = texts_of($other);
        }
    }
    return $texts !== [] ? $texts : fail("{$crate['name']} {$crate['version']} ({$crate['license']}) ships no text of its"
        . ' licence: packaging/notices.php needs to know where it is');
}

/** What the standard library says of itself and of the crates in it: rustup installs it as HTML, Debian as text. */
function standard_library(): string
{
    $sysroot = trim(output_of('rustc', '--print', 'sysroot'));
    $html = "$sysroot/share/doc/rust/COPYRIGHT-library.html";
    if (is_file($html)) {
        $text = preg_replace(['~<(title|head)\b.*?</\1>~s', '~^[ \t]+(?=<)~m'], '', file_get_contents($html));
        $text = html_entity_decode(strip_tags($text), ENT_QUOTES | ENT_HTML5, 'UTF-8');
        return preg_replace("/\n{3,}/", "\n\n", tidied($text));
    }
    foreach (glob('/usr/share/doc/libstd-rust-*/copyright') as $file) {
        return tidied(file_get_contents($file));
    }
    // Other distributions take these files out.
    return 'The Rust Standard Library is dual-licensed under the Apache License, Version 2.0, and the MIT license, whose texts'
        . "\nstand above. Copyright (c) The Rust Project Contributors (https://thanks.rust-lang.org).";
}

$crates = linked_crates();
if (($argv[1] ?? null) === '--list') {
    foreach ($crates as $crate) {
        echo "{$crate['name']} {$crate['version']}\n";
    }
    exit(0);
}

$list = '';
$users = [];
foreach ($crates as $crate) {
    $list .= "  {$crate['name']} {$crate['version']}: " . ($crate['license'] ?? 'see the text') . "\n";
    foreach (texts_or_those_of_its_workspace($crate, $crates) as $text) {
        $users[$text][] = "{$crate['name']} {$crate['version']}";
    }
}
$line = str_repeat('-', 100);
echo "netsvr.so contains the crates below, and Rust's standard library. netsvr itself is under the Apache License, Version\n",
    "2.0: see LICENSE.\n\n", $list, "\nThe texts follow, each once, under the names of the crates that come with it.\n";
foreach ($users as $text => $names) {
    echo "\n$line\n", wordwrap(implode(', ', array_unique($names)), 100), "\n$line\n\n$text\n";
}
echo "\n$line\nRust's standard library\n$line\n\n", standard_library(), "\n";
