<?php
/*
 * Installs the packages into minimal Debians that have PHP and no toolchain, and uses, replaces and removes them there:
 *
 *     NETSVR_PACKAGES=FOLDER[:FOLDER]... NETSVR_DEVGATE=… php -n tests/install/run.php [bookworm|trixie|name of a test]...
 *
 * Each file here whose name is a sentence is one test: a function that is given a Machine and tells it what does not hold.
 * Every Debian is made once (tools/debian.sh), copied, and given Debian's own php-cli and php-fpm. Every test must leave it as it
 * found it: a file more or less is a failure. The packages of each Debian's PHP are looked for in the folders of `make package`.
 * NETSVR_INSTALL_SOURCES=1 builds from source there, too (slow/): that takes minutes.
 *
 * Needs root, and is left out without. Exit status 0: all passed.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use Throwable;

require __DIR__ . '/../support/autoload.php';
foreach (['Commands', 'EchoLoad', 'FastCgi', 'Inside', 'Load', 'Machine', 'Packages', 'Snapshot'] as $class) {
    require __DIR__ . "/$class.php";
}
error_reporting(E_ALL);

/** Seconds that one test may take; what it has started ends with this script. */
const PATIENCE = 600;
const SUITES = ['bookworm' => '8.2', 'trixie' => '8.4'];

if (fileowner('/proc/self') !== 0) {
    echo "SKIP the installation into minimal Debians: making them needs root\n0 passed, 0 failed, 1 skipped\n";
    exit(0);
}

// What is to be cleaned up is, too, when this ends by a signal.
pcntl_async_signals(true);
foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
    pcntl_signal($signal, static fn(): never => exit(1));
}
pcntl_signal(SIGALRM, static function (): never {
    fwrite(STDERR, 'a test took more than ' . PATIENCE . " s\n");
    exit(1);
});

$wanted = array_slice($argv, 1);
$suites = array_intersect_key(SUITES, array_flip($wanted)) ?: SUITES;
$names = array_diff($wanted, array_keys(SUITES));
[$passed, $failed] = [0, 0];
$tell = static function (string $name, float $start, array $problems) use (&$passed, &$failed): void {
    $problems === [] ? $passed++ : $failed++;
    printf("%s %s (%.1f s)\n", $problems === [] ? 'PASS' : 'FAIL', $name, microtime(true) - $start);
    foreach (array_slice($problems, 0, 10) as $problem) {
        echo '     ', str_replace("\n", "\n     ", rtrim($problem)), "\n";
    }
};
foreach ($suites as $suite => $release) {
    $start = microtime(true);
    try {
        $machine = new Machine($suite, $release, Packages::all());
    } catch (Throwable $thrown) {
        $tell("$suite with PHP $release", $start, [$thrown->getMessage()]);
        continue;
    }
    printf("made a copy of %s with PHP %s (%.1f s)\n", $suite, $release, microtime(true) - $start);
    $slow = getenv('NETSVR_INSTALL_SOURCES') === '1' ? glob(__DIR__ . '/slow/*-*.php') : [];
    foreach ([...glob(__DIR__ . '/*-*.php'), ...$slow] as $file) {
        $name = basename($file, '.php');
        if ($names !== [] && !in_array($name, $names, true)) {
            continue;
        }
        pcntl_alarm(PATIENCE);
        $start = microtime(true);
        try {
            $machine->beginTest();
            (require $file)($machine);
        } catch (Throwable $thrown) {
            $machine->problems[] = get_class($thrown) . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}";
        }
        $tell("$name, on $suite", $start, $machine->endOfTest());
    }
    pcntl_alarm(0);
    $machine->remove();
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
