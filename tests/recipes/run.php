<?php
/*
 * Runs the recipes of examples/recipes as they stand, with gateways of both generations, and breaks what they stand on:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php tests/recipes/run.php [--only NAME]... [--gateway 5|8]
 *
 * Each other file here whose name is a sentence is a scene: a function that is given a Kitchen and runs cases in it. NAME is
 * such a name, or a part of it. A scene that needs Redis starts one on a port of its own. Scenes wait most of the time: each
 * one runs in a process of its own, some at a time. Exit status 0: no case failed.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use Throwable;

require __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/']);
error_reporting(E_ALL);
set_error_handler(static fn(int $level, string $text, string $file, int $line) => (error_reporting() & $level) === 0
    ? false : throw new \ErrorException($text, 0, $level, $file, $line));
pcntl_async_signals(true);

/** Seconds that one scene may take. */
const LONGEST = 400;
/** Scenes that run at the same time. */
const AT_ONCE = 6;

if (!is_file((string)getenv('NETSVR_SO'))) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
$options = getopt('', ['only:', 'gateway:', 'scene:']);

// One scene, in this process.
if (isset($options['scene'])) {
    $generation = (int)$options['gateway'];
    putenv("NETSVR_TEST_GATEWAY=$generation");
    $name = basename((string)$options['scene'], '.php');
    echo "-- gateway $generation: $name\n";
    // A scene that hangs ends: what it has started goes with it.
    pcntl_signal(SIGALRM, static function (): never {
        echo 'FAIL the scene has not ended within ', LONGEST, " s\n0 1 0\n";
        exit(1);
    });
    pcntl_alarm(LONGEST);
    $start = microtime(true);
    $kitchen = new Kitchen($generation);
    try {
        (require __DIR__ . "/$name.php")($kitchen);
    } catch (Throwable $thrown) {
        $kitchen->broke($name, $thrown);
    }
    $kitchen->end();
    printf("   %.1f s\n%d %d %d\n", microtime(true) - $start, $kitchen->passed, $kitchen->failed, $kitchen->skipped);
    exit(0);
}

$wanted = (array)($options['only'] ?? []);
$waiting = [];
$files = glob(__DIR__ . '/*-*.php') ?: [];
// What is longest takes longest: it begins first.
usort($files, static fn(string $a, string $b): int => filesize($b) <=> filesize($a));
foreach ($files as $file) {
    $isWanted = $wanted === [] || array_filter($wanted, static fn(string $part): bool => str_contains(basename($file), $part)) !== [];
    foreach ($isWanted ? (array)($options['gateway'] ?? ['5', '8']) : [] as $generation) {
        $waiting[] = ['--scene', $file, '--gateway', $generation];
    }
}
// The PHP of this process, with the settings that it was given.
$php = explode("\0", rtrim((string)file_get_contents('/proc/self/cmdline'), "\0"));
$php = array_slice($php, 0, (int)array_search(__FILE__, array_map(realpath(...), $php), true) + 1);
if (is_executable('/usr/bin/setpriv')) {
    // A scene ends with this process, and what it has started with it.
    $php = ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--', ...$php];
}
[$running, $sums] = [[], [0, 0, 0]];
while ($waiting !== [] || $running !== []) {
    while ($waiting !== [] && count($running) < AT_ONCE) {
        // At its end, whoever writes: DevGate hands its stderr on, and PHP turns that back to the beginning.
        $output = fopen((string)tempnam(sys_get_temp_dir(), 'netsvr'), 'a+');
        $process = proc_open([...$php, ...array_shift($waiting)], [['file', '/dev/null', 'r'], $output, $output], $pipes);
        $running[] = [$process, $output];
    }
    usleep(50_000);
    foreach ($running as $number => [$process, $output]) {
        if (proc_get_status($process)['running']) {
            continue;
        }
        rewind($output);
        $said = rtrim((string)stream_get_contents($output));
        unlink(stream_get_meta_data($output)['uri']);
        $counts = sscanf((string)strrchr("\n$said", "\n"), "\n%d %d %d");
        if (count(array_filter($counts ?? [], is_int(...))) !== 3) {
            [$said, $counts] = ["$said\nFAIL the scene has ended before its end\n", [0, 1, 0]];
        }
        echo substr($said, 0, (int)strrpos($said, "\n")), "\n";
        $sums = array_map(static fn(int $sum, int $count): int => $sum + $count, $sums, $counts);
        unset($running[$number]);
    }
}
[$passed, $failed, $skipped] = $sums;
echo "$passed passed, $failed failed", $skipped === 0 ? '' : ", $skipped skipped", "\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
