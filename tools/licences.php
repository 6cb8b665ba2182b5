<?php
/*
 * Holds every crate of Cargo.lock against deny.toml, without cargo-deny, whose build takes longer than the lints: its
 * licence must be one of those that are allowed, and it must come from crates.io or from this workspace.
 *
 *   php tools/licences.php [--selftest]
 *
 * Reads `cargo metadata` for each target that deny.toml names. CARGO names another cargo. Ends with status 1 and a line for
 * every crate that does not fit, and for every licence that is allowed and no longer needed.
 */
declare(strict_types=1);

const CRATES_IO = 'registry+https://github.com/rust-lang/crates.io-index';

/** The strings of the list `$key = [ … ]`, which is how deny.toml writes its lists. */
function listOf(string $toml, string $key): array
{
    if (preg_match('~^' . $key . ' = \[(.*?)^\]~ms', $toml, $list) !== 1 || !preg_match_all('~"([^"]+)"~', $list[1], $strings)) {
        fwrite(STDERR, "deny.toml has no list $key\n");
        exit(1);
    }
    return $strings[1];
}

/**
 * The allowed licences by which this expression holds, or null when it does not. `/` is the old word for OR.
 *
 * @param list<string> $allowed
 * @return list<string>|null
 */
function heldBy(string $expression, array $allowed): ?array
{
    preg_match_all('~[()]|[^\s()]+(?: WITH [^\s()]+)?~', str_replace('/', ' OR ', $expression), $words);
    $words = $words[0];
    $any = static function () use (&$any, &$all, &$words): ?array {
        $held = $all();
        while (($words[0] ?? null) === 'OR') {
            array_shift($words);
            $other = $all();
            $held ??= $other;
        }
        return $held;
    };
    $all = static function () use (&$one, &$words): ?array {
        $held = $one();
        while (($words[0] ?? null) === 'AND') {
            array_shift($words);
            $other = $one();
            $held = $held === null || $other === null ? null : [...$held, ...$other];
        }
        return $held;
    };
    $one = static function () use (&$any, &$words, $allowed): ?array {
        $word = (string)array_shift($words);
        if ($word !== '(') {
            return in_array($word, $allowed, true) ? [$word] : null;
        }
        $held = $any();
        return array_shift($words) === ')' ? $held : null;
    };
    $held = $any();
    return $words === [] ? $held : null;
}

if (($argv[1] ?? '') === '--selftest') {
    $cases = [
        ['MIT', ['MIT']],
        ['GPL-3.0-only', null],
        ['GPL-3.0-only OR MIT', ['MIT']],
        ['Unlicense/MIT', ['MIT']],
        ['(MIT OR Apache-2.0) AND ISC', ['MIT', 'ISC']],
        ['MIT AND GPL-3.0-only', null],
        ['ISC AND (GPL-3.0-only OR AGPL-3.0-only)', null],
        ['Apache-2.0 WITH LLVM-exception OR GPL-3.0-only', null],
        ['(MIT', null],
        ['', null],
    ];
    foreach ($cases as [$expression, $expected]) {
        if (heldBy($expression, ['MIT', 'ISC']) !== $expected) {
            fwrite(STDERR, "licences.php takes \"$expression\" for something else than it is\n");
            exit(1);
        }
    }
    exit(0);
}

chdir(dirname(__DIR__));
$toml = (string)file_get_contents('deny.toml');
$allowed = listOf($toml, 'allow');
$crates = [];
foreach (listOf($toml, 'targets') as $target) {
    $command = [getenv('CARGO') ?: 'cargo', 'metadata', '--format-version', '1', '--locked', '--all-features', '--filter-platform', $target];
    $cargo = proc_open($command, [1 => ['pipe', 'w'], 2 => STDERR], $pipes);
    $metadata = json_decode((string)stream_get_contents($pipes[1]), true);
    if (proc_close($cargo) !== 0 || !isset($metadata['packages'])) {
        fwrite(STDERR, "cargo metadata failed\n");
        exit(1);
    }
    foreach ($metadata['packages'] as $package) {
        $crates[$package['id']] = $package;
    }
}
$problems = [];
$used = [];
foreach ($crates as $id => $package) {
    $name = "$package[name] $package[version]";
    if ($package['source'] !== CRATES_IO && ($package['source'] !== null || !in_array($id, $metadata['workspace_members'], true))) {
        $problems[] = "$name comes from " . ($package['source'] ?? $package['manifest_path']) . ': only crates.io and this workspace will do';
    }
    $held = heldBy((string)$package['license'], $allowed);
    if ($held === null) {
        $licence = $package['license'] ?? $package['license_file'] ?? 'none';
        $problems[] = "$name has the licence $licence: deny.toml does not allow it";
    }
    // Where a crate leaves the choice, any of them keeps the entry of deny.toml.
    foreach ($allowed as $licence) {
        str_contains((string)$package['license'], $licence) && $used[$licence] = true;
    }
}
foreach (array_diff($allowed, array_keys($used)) as $licence) {
    $problems[] = "deny.toml allows $licence, which no crate has";
}
if ($problems !== []) {
    fwrite(STDERR, implode("\n", $problems) . "\n");
    exit(1);
}
echo 'licences.php: ', count($crates), " crates have licences and sources that deny.toml allows\n";
