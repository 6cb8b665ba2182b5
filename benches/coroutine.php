<?php
/*
 * What a query costs in coroutines: 1,000 coroutines that ask for the number of clients over a pool of 8 connections, beside
 * 1,000 / 8 times what one query takes in the same run, outside of coroutines. The budget is 1.3.
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n benches/coroutine.php [name of a host]...
 *
 * For each host of tests/coroutine that is at hand (REVOLT_DIR, WORKERMAN5_DIR, SWOOLE_SO, SWOW_SO), at gateways that take 5 and
 * 2 ms for an answer, and at one that answers at once: there a query costs less than a coroutine does, and the third figure says
 * what both cost. Each figure is the best of five. Exit status 0 unless an answer was wrong.
 */
declare(strict_types=1);

namespace NetsvrBenches;

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Host;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Throwable;

require __DIR__ . '/../tests/support/autoload.php';
\NetsvrTests\Support\loadClasses(['NetsvrTests\\Coroutine\\' => __DIR__ . '/../tests/coroutine/']);

const COROUTINES = 1000;
const POOL = 8;
const RUNS = 5;

if (getenv('NETSVR_BENCH_HOST') !== false) {
    measure((string)getenv('NETSVR_BENCH_HOST'));
    exit;
}
$so = (string)getenv('NETSVR_SO');
if (!is_file($so)) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
printf("%-45s %10s %12s %12s %7s\n", COROUTINES . ' coroutines, a pool of ' . POOL, 'one query', COROUTINES . '/' . POOL . ' × one', 'all of them', 'ratio');
$status = 0;
foreach (Host::ALL as $name => $class) {
    if ($argc > 1 && !in_array($name, array_slice($argv, 1), true)) {
        continue;
    }
    if ($class::source() === '' || !file_exists($class::source())) {
        echo "$name: the environment does not name it ({$class::needs()})\n";
        continue;
    }
    $command = [PHP_BINARY, '-n', '-d', 'memory_limit=512M', ...$class::options(), '-d', 'extension=' . realpath($so), __FILE__];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes, null, ['NETSVR_BENCH_HOST' => $name] + getenv());
    echo stream_get_contents($pipes[1]);
    $status |= proc_close($process);
}
exit($status);

function measure(string $name): void
{
    Setup::endAfter(300);
    $host = Host::named($name);
    ini_set('netsvr.pool_size', (string)POOL);
    ini_set('netsvr.pool_wait_ms', '60000');
    // a machine that is busy is not to be taken for a gateway that is
    ini_set('netsvr.backoff_base_ms', '0');
    foreach ([5, 2, 0] as $delay) {
        $gateway = DevGate::start("--delay-ms=$delay");
        Setup::netBus($gateway);
        NetBus::uniqIdCount();
        [$one, $all] = [INF, INF];
        for ($run = 0; $run < RUNS; $run++) {
            $start = hrtime(true);
            for ($i = 0; $i < 20; $i++) {
                NetBus::uniqIdCount();
            }
            $one = min($one, (hrtime(true) - $start) / 20 / 1e6);
            $all = min($all, inCoroutines($host));
        }
        $expected = COROUTINES / POOL * $one;
        $ratio = $all / $expected;
        $title = $host->name() . ($delay === 0 ? ', at once' : ", $delay ms");
        $verdict = $delay === 0 ? sprintf('%.1f µs each', $all * 1000 / COROUTINES) : ($ratio <= 1.3 ? 'within 1.3' : 'ABOVE 1.3');
        printf("%-45s %7.3f ms %9.1f ms %9.1f ms %7.2f  %s\n", $title, $one, $expected, $all, $ratio, $verdict);
    }
}

/** Milliseconds of all coroutines together. */
function inCoroutines(Host $host): float
{
    $took = 0.0;
    $wrong = null;
    $host->run(static function () use ($host, &$took, &$wrong): void {
        $left = COROUTINES;
        $start = hrtime(true);
        for ($i = 0; $i < COROUTINES; $i++) {
            $host->go(static function () use (&$left, &$took, &$wrong, $start): void {
                try {
                    if ((NetBus::uniqIdCount()[0]['count'] ?? null) !== 0) {
                        $wrong ??= 'a wrong answer';
                    }
                } catch (Throwable $thrown) {
                    $wrong ??= get_class($thrown) . ": {$thrown->getMessage()}, {$thrown->getPrevious()?->getMessage()}";
                }
                if (--$left === 0) {
                    $took = (hrtime(true) - $start) / 1e6;
                }
            });
        }
    });
    if ($wrong !== null) {
        echo $host->name(), ": $wrong\n";
        exit(1);
    }
    return $took;
}
