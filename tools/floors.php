<?php
/*
 * Holds the floors of the house: who may use whom, read from the sources.
 *
 *     php -n tools/floors.php              checks the project
 *     php -n tools/floors.php --arrows     shows every arrow between the rooms of src/
 *     php -n tools/floors.php --selftest   shows that it finds what it is for
 *
 * src/: a room (a folder, or a file beside them) may use the rooms below it, in the order of FLOORS. An arrow that runs
 * upwards is an error. So no circle of files can span two rooms.
 * crates/*: the files of a crate form no circle.
 *
 * Status 1: an arrow runs upwards, a circle, or a room without a floor.
 */
declare(strict_types=1);

namespace NetsvrTools;

/** The rooms of src/ from top to bottom. Those in one line stand side by side and do not use each other. */
const FLOORS = [
    ['lib'],
    ['doctor', 'health', 'info', 'stats', 'test_hooks'],
    ['bus'],
    ['main_socket'],
    ['socket'],
    ['manager', 'confirmation'],
    ['container'],
    ['message', 'gateways', 'turns', 'coroutine'],
    ['functions'],
    ['fleet', 'text_check'],
    ['settings', 'logger', 'contract', 'bounds', 'room'],
    ['diagnostics', 'exception'],
    ['api'],
    ['zend'],
];

/** A Rust source without comments, strings and tests of its own, on the same lines. */
function code(string $source): string
{
    $lines = static fn(array $match): string => str_repeat("\n", substr_count($match[0], "\n"));
    $source = (string)preg_replace_callback('~//[^\n]*|/\*.*?\*/~s', $lines, $source);
    $source = (string)preg_replace_callback('~"(?:\\\\.|[^"\\\\])*"~s', static fn(array $match): string => '"' . $lines($match) . '"', $source);
    return (string)preg_replace('~#\[cfg\(test\)]\s*mod\s+\w+\s*\{.*~s', '', $source);
}

/**
 * The module paths that a source names, from the crate's root, each with its line: `use crate::{a::b, c}` and
 * `crate::a::f()` alike.
 *
 * @param list<string> $module the file's own
 * @return list<array{list<string>, int}>
 */
function named(string $code, array $module): array
{
    $paths = [];
    preg_match_all('~(?<![\w:])((?:crate|self|super)(?:\s*::\s*super)*)\s*::\s*(\{|[A-Za-z_])~', $code, $found, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
    foreach ($found as $match) {
        $first = $match[1][0];
        $base = $first === 'crate' ? [] : ($first === 'self' ? $module : array_slice($module, 0, -(substr_count($first, 'super'))));
        if (substr_count($first, 'super') > count($module)) {
            continue;
        }
        $line = 1 + substr_count($code, "\n", 0, $match[0][1]);
        foreach (tree($code, $match[2][1]) as $path) {
            $paths[] = [[...$base, ...$path], $line];
        }
    }
    return $paths;
}

/**
 * The paths of a use tree that begins at an offset: `a::{b, c::d}` gives [a, b] and [a, c, d].
 *
 * @return list<list<string>>
 */
function tree(string $code, int &$at): array
{
    $at += strspn($code, " \n\t\r", $at);
    if (($code[$at] ?? '') === '{') {
        $at++;
        $paths = [];
        while (true) {
            $at += strspn($code, " \n\t\r,", $at);
            if (($code[$at] ?? '}') === '}') {
                $at++;
                return $paths;
            }
            $before = $at;
            array_push($paths, ...tree($code, $at));
            if ($at === $before) {
                return $paths;
            }
        }
    }
    if (preg_match('~\G(?:\w+|\*)~', $code, $name, 0, $at) !== 1) {
        return [];
    }
    $at += strlen($name[0]);
    if (preg_match('~\G\s+as\s+\w+~', $code, $alias, 0, $at) === 1) {
        $at += strlen($alias[0]);
    }
    if (preg_match('~\G\s*::\s*(?=[\w{*])~', $code, $sign, 0, $at) !== 1) {
        return [[$name[0]]];
    }
    $at += strlen($sign[0]);
    return array_map(static fn(array $path): array => [$name[0], ...$path], tree($code, $at));
}

/**
 * The source files of a crate: module path ("bus::query", "" for the root) => code.
 *
 * @return array<string, string>
 */
function sources(string $folder): array
{
    $modules = [];
    $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        $path = substr((string)$file, strlen($folder) + 1);
        if (!str_ends_with($path, '.rs') || str_starts_with($path, 'bin/') || $path === 'main.rs') {
            continue;
        }
        $module = str_replace('/', '::', substr($path, 0, -3));
        $module = (string)preg_replace('~(^|::)(mod|lib)$~', '', $module);
        $modules[$module] = code((string)file_get_contents((string)$file));
    }
    ksort($modules);
    return $modules;
}

/**
 * Which module uses which others, itself left out, and in which line first.
 *
 * @param array<string, string> $modules
 * @return array<string, array<string, int>>
 */
function arrows(array $modules): array
{
    $arrows = [];
    foreach ($modules as $module => $code) {
        $module = (string)$module;
        $targets = [];
        foreach (named($code, $module === '' ? [] : explode('::', $module)) as [$path, $line]) {
            // the longest part of the path that is a file
            for ($length = count($path); $length > 0; $length--) {
                $target = implode('::', array_slice($path, 0, $length));
                if (isset($modules[$target])) {
                    $targets[$target] ??= $line;
                    break;
                }
            }
        }
        unset($targets[$module]);
        $arrows[$module] = $targets;
    }
    return $arrows;
}

function fileOf(string $root, string $module): string
{
    $path = $root . '/' . strtr($module, ['::' => '/']);
    return is_file("$path.rs") ? "$path.rs" : "$path/mod.rs";
}

/**
 * What is wrong with the arrows between rooms.
 *
 * @param array<string, array<string, int>> $arrows
 * @param list<list<string>> $floors
 * @return list<string>
 */
function upwards(array $arrows, array $floors, string $root): array
{
    $floor = [];
    foreach ($floors as $number => $rooms) {
        foreach ($rooms as $room) {
            $floor[$room] = $number;
        }
    }
    $wrong = [];
    foreach ($arrows as $from => $targets) {
        $room = explode('::', $from === '' ? 'lib' : $from)[0];
        if (!isset($floor[$room])) {
            $wrong[] = fileOf($root, $from) . ": the room `$room` has no floor: give it one in FLOORS of tools/floors.php";
            continue;
        }
        foreach ($targets as $to => $line) {
            $other = explode('::', $to === '' ? 'lib' : $to)[0];
            if ($other === $room || !isset($floor[$other]) || $floor[$other] > $floor[$room]) {
                continue;
            }
            $where = $floor[$other] === $floor[$room] ? 'stands beside it' : 'stands above it';
            $wrong[] = fileOf($root, $from) . ":$line uses " . fileOf($root, $to) . ": `$other` $where. What both need belongs "
                . "below `$room`; what only `$other` knows belongs into `$other`, which may call `$room`";
        }
    }
    return $wrong;
}

/**
 * The circles of a graph, each a list of its members.
 *
 * @param array<string, array<string, int>> $arrows
 * @return list<list<string>>
 */
function circles(array $arrows): array
{
    $index = $low = $stack = $circles = [];
    $next = 0;
    $visit = static function (string $node) use (&$visit, &$index, &$low, &$stack, &$circles, &$next, $arrows): void {
        $index[$node] = $low[$node] = $next++;
        $stack[$node] = true;
        foreach (array_keys($arrows[$node] ?? []) as $to) {
            $to = (string)$to;
            if (!isset($index[$to])) {
                $visit($to);
                $low[$node] = min($low[$node], $low[$to]);
            } elseif (isset($stack[$to])) {
                $low[$node] = min($low[$node], $index[$to]);
            }
        }
        if ($low[$node] === $index[$node]) {
            $members = [];
            do {
                $member = (string)array_key_last($stack);
                unset($stack[$member]);
                $members[] = $member;
            } while ($member !== $node);
            if (count($members) > 1) {
                sort($members);
                $circles[] = $members;
            }
        }
    };
    foreach (array_keys($arrows) as $node) {
        if (!isset($index[(string)$node])) {
            $visit((string)$node);
        }
    }
    return $circles;
}

/** @return list<string> */
function circlesOf(string $folder): array
{
    $arrows = arrows(sources($folder));
    // the root names its modules, and a module may name what the root exports: neither is a dependency of its own
    unset($arrows['']);
    $arrows = array_map(static fn(array $targets): array => array_diff_key($targets, ['' => 0]), $arrows);
    $texts = [];
    foreach (circles($arrows) as $members) {
        $uses = [];
        foreach ($members as $from) {
            foreach (array_intersect_key($arrows[$from], array_flip($members)) as $to => $line) {
                $uses[] = fileOf($folder, $from) . ":$line uses " . substr(fileOf($folder, (string)$to), strlen($folder) + 1);
            }
        }
        $texts[] = 'a circle: ' . implode(', ', $uses) . '. What several of them need belongs into a file below them';
    }
    return $texts;
}

function selftest(): void
{
    $modules = [
        'bus' => code('use crate::socket::{self, state::Socket}; // crate::zend'),
        'socket' => code("/* two\nlines */ fn f() { crate::bus::find(); }\n#[cfg(test)]\nmod tests { use crate::bus; }"),
        'socket::state' => code('use super::super::zend::call; const A: &str = "crate::bus";'),
        'zend' => '',
    ];
    $arrows = arrows($modules);
    $expected = ['bus' => ['socket' => 1, 'socket::state' => 1], 'socket' => ['bus' => 2], 'socket::state' => ['zend' => 1], 'zend' => []];
    $wrong = upwards($arrows, [['bus'], ['socket'], ['zend']], 'src');
    $found = circles(['a' => ['b' => 1], 'b' => ['c' => 1], 'c' => ['a' => 1, 'd' => 1], 'd' => []]);
    if ($arrows !== $expected || count($wrong) !== 1 || !str_contains($wrong[0], ':2 uses src/bus') || $found !== [['a', 'b', 'c']]) {
        fwrite(STDERR, 'floors.php: the self-test failed: ' . json_encode([$arrows, $wrong, $found]) . "\n");
        exit(2);
    }
}

chdir(__DIR__ . '/..');
selftest();
if (in_array('--selftest', $argv, true)) {
    exit(0);
}
$arrows = arrows(sources('src'));
if (in_array('--arrows', $argv, true)) {
    $between = [];
    foreach ($arrows as $from => $targets) {
        foreach (array_keys($targets) as $to) {
            $pair = explode('::', $from)[0] . ' -> ' . explode('::', $to)[0];
            $between[$pair][] = "$from -> $to";
        }
    }
    ksort($between);
    foreach ($between as $pair => $list) {
        echo "$pair\n    ", implode("\n    ", $list), "\n";
    }
    exit(0);
}
$wrong = upwards($arrows, FLOORS, 'src');
foreach (glob('crates/*/src') ?: [] as $folder) {
    array_push($wrong, ...circlesOf($folder));
}
foreach ($wrong as $line) {
    fwrite(STDERR, "floors: $line.\n");
}
if ($wrong !== []) {
    exit(1);
}
echo 'floors: ', count($arrows), " files of src/ keep to their floors; no crate has a circle\n";
