<?php
/*
 * Runs the scenes of coroutines, each on each scheduler that is at hand, in processes of their own:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/coroutine/run.php [--only NAME]... [--host NAME]... [--seed N] [-d KEY=VALUE]...
 *
 * Each other file here whose name is a sentence is one scene: it returns a Scene. NAME is such a name, or a part of it, or
 * a key of Host::ALL. A small loop of the tests' own is always there; the others are where the environment names them
 * (REVOLT_DIR, WORKERMAN5_DIR, SWOOLE_SO, SWOW_SO), and skipped by name where it does not. The seed decides what is left to
 * chance; by default it is another one each time. -d reaches the scenes: with netsvr.coroutine=off most of them must fail.
 * Exit status 0: none failed.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

require __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/']);
error_reporting(E_ALL);

$so = (string)getenv('NETSVR_SO');
if (!is_file($so)) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
if (getenv('NETSVR_COROUTINE_SCENE') !== false) {
    [$scene, $host, $seed] = explode(' ', (string)getenv('NETSVR_COROUTINE_SCENE'));
    exit(Run::one($scene, $host, (int)$seed));
}

$options = getopt('d:', ['only:', 'host:', 'seed:']);
$only = (array)($options['only'] ?? []);
$seed = (int)($options['seed'] ?? (getenv('NETSVR_TEST_SEED') ?: random_int(1, 999_999)));
echo "seed $seed\n";
$settings = array_merge(...array_map(static fn(string $setting): array => ['-d', $setting], (array)($options['d'] ?? [])));
$builtIn = array_map(strtolower(...), explode("\n", (string)shell_exec(escapeshellarg(PHP_BINARY) . ' -n -m')));
foreach (['posix', 'sockets'] as $extension) {
    if (!in_array($extension, $builtIn, true) && is_file(ini_get('extension_dir') . "/$extension.so")) {
        array_unshift($settings, '-d', "extension=$extension");
    }
}

[$passed, $failed, $skipped] = [0, 0, 0];
foreach (Host::ALL as $host => $class) {
    if (isset($options['host']) && !in_array($host, (array)$options['host'], true)) {
        continue;
    }
    if ($class::source() === '' || !file_exists($class::source())) {
        echo "SKIP $host: the environment does not name it ({$class::needs()})\n";
        $skipped++;
        continue;
    }
    foreach (glob(__DIR__ . '/*-*.php') as $file) {
        $name = basename($file, '.php');
        $isWanted = $only === [] || array_filter($only, static fn(string $part): bool => str_contains($name, $part)) !== [];
        if (!$isWanted || !(require $file)->isFor($host)) {
            continue;
        }
        $start = microtime(true);
        [$status, $said] = play([...$class::options(), '-d', "extension=" . realpath($so), ...$settings], "$name $host $seed");
        $result = match ($status) {
            0 => 'PASS',
            Run::SKIPPED => 'SKIP',
            default => "FAIL (status $status)",
        };
        match ($status) {
            0 => $passed++,
            Run::SKIPPED => $skipped++,
            default => $failed++,
        };
        printf("%s%s %s, %s (%.1f s)\n", $said, $result, $name, $host, microtime(true) - $start);
    }
}
echo "$passed passed, $failed failed", $skipped > 0 ? ", $skipped skipped" : '', "\n";
exit($failed === 0 ? 0 : 1);

/**
 * @param list<string> $options of PHP
 * @return array{int, string} the exit status of a scene, and what it said
 */
function play(array $options, string $scene): array
{
    $command = [PHP_BINARY, '-n', '-d', 'memory_limit=512M', ...$options, __FILE__];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, null,
        ['NETSVR_COROUTINE_SCENE' => $scene] + getenv());
    // what other extensions say when they are loaded is not about us
    $said = (string)preg_replace('/^(PHP )?Warning: +PHP Startup: Swow .*\n/m', '', (string)stream_get_contents($pipes[1]));
    // what ends by a signal has that as its status
    while (($status = proc_get_status($process))['running']) {
        usleep(1000);
    }
    proc_close($process);
    return [$status['signaled'] ? 128 + $status['termsig'] : $status['exitcode'], $said];
}
