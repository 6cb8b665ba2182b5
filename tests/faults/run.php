<?php
/*
 * Runs the tests in which faults strike by chance:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/faults/run.php [--seed N] [--calls N] [name of a test]...
 *
 * The seed, which is printed, stands for calls, faults and restarts; what processes do at the same time is up to the
 * system. Each other file here whose name is a sentence is one test: a function that is given a Run and tells it what
 * does not hold. Exit status 0: all passed.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use Throwable;

require __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/']);
error_reporting(E_ALL);

$so = realpath((string)getenv('NETSVR_SO'));
if ($so === false) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
$needed = ['posix' => 'posix', 'netsvr' => $so];
$needed = array_filter($needed, static fn(string $name): bool => !extension_loaded($name), ARRAY_FILTER_USE_KEY);
if ($needed !== []) {
    if (getenv('NETSVR_FAULTS_AGAIN') === false) {
        // Once more, with them.
        $options = array_map(static fn(string $file): array => ['-d', "extension=$file"], array_values($needed));
        pcntl_exec(PHP_BINARY, ['-n', ...array_merge(...$options), ...$argv], ['NETSVR_FAULTS_AGAIN' => '1'] + getenv());
    }
    fwrite(STDERR, 'cannot load ' . implode(', ', array_keys($needed)) . "\n");
    exit(2);
}
$options = getopt('', ['seed:', 'calls:'], $rest);
$seed = (int)($options['seed'] ?? (getenv('NETSVR_TEST_SEED') ?: random_int(1, 999_999)));
$calls = (int)($options['calls'] ?? 20_000);
$wanted = array_slice($argv, $rest);
echo "seed $seed\n";

[$passed, $failed] = [0, 0];
foreach (glob(__DIR__ . '/*-*.php') as $file) {
    $name = basename($file, '.php');
    if ($wanted !== [] && !in_array($name, $wanted, true)) {
        continue;
    }
    // A test that hangs ends everything: what it has started goes with it.
    pcntl_alarm(240 + intdiv($calls, 100));
    $run = new Run($seed, $calls);
    $start = microtime(true);
    try {
        (require $file)($run);
    } catch (Throwable $thrown) {
        $run->problem(get_class($thrown) . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}");
    }
    $run->end();
    $took = sprintf('%.1f s', microtime(true) - $start);
    $run->problems === [] ? $passed++ : $failed++;
    echo $run->problems === [] ? 'PASS' : 'FAIL', " $name ($took)\n";
    foreach (array_slice($run->problems, 0, 20) as $problem) {
        echo "     $problem\n";
    }
    echo count($run->problems) > 20 ? '     and ' . (count($run->problems) - 20) . " more\n" : '';
    foreach ($run->notes as $note) {
        echo "     - $note\n";
    }
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
