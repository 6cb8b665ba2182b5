<?php
/*
 * A sweep of memory limits: each scene is done again and again by one process, each time with another limit above what
 * is in use when it begins. Where the limit is met, the request ends with PHP's fatal error; descriptors and resident
 * memory of the process are flat afterwards. It says most on a PHP that raises the limit at once (tools/debug-php.sh).
 *
 *     NETSVR_SO=… php -n tests/limits/run.php [--seed N] [--offsets N] [scene]...
 *
 * The seed, which is printed, stands for the limits. Exit status 0: all passed.
 */
declare(strict_types=1);

namespace NetsvrTests\Limits;

use NetsvrTests\Support\PhpServer;
use RuntimeException;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/Scenes.php';

/** Descriptors that may be open when all is done, above those after the first requests: parked connections. */
const PARKED = 12;
/** Growth of resident memory that is allowed, in MiB: what a process keeps once. */
const GROWTH = 8;

error_reporting(E_ALL);
if (!extension_loaded('netsvr')) {
    $so = realpath((string)getenv('NETSVR_SO'));
    if ($so === false || getenv('NETSVR_LIMITS_AGAIN') !== false) {
        fwrite(STDERR, "NETSVR_SO does not name the extension\n");
        exit(2);
    }
    // Once more, with it. glibc learns from large blocks to keep up to 64 MiB for the next ones, unless it is told a size.
    $environment = ['NETSVR_LIMITS_AGAIN' => '1', 'MALLOC_MMAP_THRESHOLD_' => '131072'];
    pcntl_exec(PHP_BINARY, ['-n', '-d', "extension=$so", ...$argv], $environment + getenv());
}
$options = getopt('', ['seed:', 'offsets:'], $rest);
$seed = (int)($options['seed'] ?? (getenv('NETSVR_TEST_SEED') ?: random_int(1, 999_999)));
$offsets = (int)($options['offsets'] ?? 60);
$wanted = array_slice($argv, $rest) ?: Scenes::all();
echo "seed $seed\n";
mt_srand($seed);

/**
 * A gateway of its own process.
 *
 * @return array{string, resource, resource} its address, its process, and what it lives as long as
 */
function gateway(string ...$words): array
{
    $options = ['-n', '-d', 'memory_limit=512M', '-d', 'extension=' . PhpServer::extension()];
    $process = proc_open([PHP_BINARY, ...$options, __DIR__ . '/gateway.php', ...$words], [['pipe', 'r'], ['pipe', 'w']], $pipes);
    $address = trim((string)fgets($pipes[1]));
    if ($process === false || $address === '') {
        throw new RuntimeException('the gateway cannot be started');
    }
    return [$address, $process, $pipes[0]];
}

[$passed, $failed] = [0, 0];
$gateways = [gateway(), gateway(), gateway('closing'), gateway('announcing'), gateway('several')];
$addresses = array_column($gateways, 0);
foreach ($wanted as $scene) {
    // A scene that hangs ends everything: what it has started goes with it.
    pcntl_alarm(60 + 4 * $offsets);
    $start = microtime(true);
    $server = new PhpServer(__DIR__ . '/request.php');
    [$widest, $limits] = [Scenes::widest($scene), []];
    for ($number = 0; $number < $offsets; $number++) {
        // all sizes between: small ones are met at once, the largest by nobody
        $limits[] = (int)($widest * ($number + mt_rand() / mt_getrandmax()) / $offsets);
    }
    shuffle($limits);
    [$met, $refused, $problems, $first] = [0, 0, [], null];
    // The engine keeps as many chunks as the last requests had on the average: the same ones come before both measurements.
    $unmet = array_fill(0, 4, $widest * 4);
    foreach ([...$unmet, ...$limits, ...$unmet] as $number => $offset) {
        $query = ['scene' => $scene, 'offset' => $offset, 'gateways' => $addresses];
        $answer = $server->get('/?' . http_build_query($query));
        // an answer that has no room is refused before anything is made of it
        $isRefused = str_contains($answer, ', and memory_limit (');
        if ($isRefused || str_contains($answer, 'Allowed memory size of')) {
            $met++;
            $refused += (int)$isRefused;
        } elseif (!str_ends_with($answer, 'done')) {
            $problems[] = "with $offset bytes: " . substr($answer, -300);
            break;
        }
        if ($number === count($unmet) - 1) {
            $first = [$server->descriptors(), $server->size()];
        }
    }
    if ($met === 0) {
        $problems[] = 'no limit was met';
    }
    if ($refused === 0 && in_array($scene, Scenes::refusing(), true)) {
        $problems[] = 'nothing was refused before the limit was met';
    }
    if ($problems === []) {
        [$descriptors, $size] = [$server->descriptors() - $first[0], $server->size() - $first[1]];
        $descriptors <= PARKED || $problems[] = "$descriptors more descriptors are open";
        $size <= GROWTH || $problems[] = "the process grew by $size MiB";
    }
    $server->stop();
    $problems === [] ? $passed++ : $failed++;
    $took = sprintf('%.1f s', microtime(true) - $start);
    echo $problems === [] ? 'PASS' : 'FAIL', " $scene: $met of $offsets limits were met, $refused by a refusal ($took)\n";
    foreach ($problems as $problem) {
        echo "     $problem\n";
    }
}
echo "$passed passed, $failed failed\n";
foreach ($gateways as [, $process, $input]) {
    fclose($input);
    proc_close($process);
}
exit($failed === 0 ? 0 : 1);
