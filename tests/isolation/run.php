<?php
/*
 * Runs the scenes in which one gateway of several is dead, hangs, vanishes or is none:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/isolation/run.php [--only NAME]...
 *
 * Each other file here whose name is a sentence is one scene: a function that is given a Lab and runs cases in it. NAME
 * is such a name, or a part of it. All of it happens in a network namespace of this process, which ends with it: no
 * interface of the machine is touched. Where the right to make one is missing, cases that need it are skipped.
 *
 * Times are held against limits that are whole time-outs apart. Exit status 0: no case failed.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use Throwable;

require __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/']);
error_reporting(E_ALL);
pcntl_async_signals(true);

/** Seconds that one scene may take. */
const LONGEST = 120;

if (!is_file((string)getenv('NETSVR_SO'))) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
$wanted = (array)(getopt('', ['only:'])['only'] ?? []);
$isWanted = static fn(string $name): bool => $wanted === []
    || array_filter($wanted, static fn(string $part): bool => str_contains($name, $part)) !== [];
// Where it may: what else this machine does is not to be taken for a gateway's fault.
@pcntl_setpriority(-10);
$refusal = FarHost::enterNamespace();
if ($refusal !== null) {
    echo "no network namespace: $refusal\n";
}
// A scene that hangs ends everything: what it has started goes with it.
pcntl_signal(SIGALRM, static function (): never {
    echo 'FAIL the scene has not ended within ', LONGEST, " s\n";
    exit(1);
});

$lab = new Lab($refusal);
foreach (glob(__DIR__ . '/*-*.php') ?: [] as $file) {
    $name = basename($file, '.php');
    if (!$isWanted($name)) {
        continue;
    }
    echo "-- $name\n";
    pcntl_alarm(LONGEST);
    $start = microtime(true);
    try {
        (require $file)($lab);
    } catch (Throwable $thrown) {
        $lab->broke($name, $thrown);
    }
    $lab->end();
    printf("   %.1f s\n", microtime(true) - $start);
}
pcntl_alarm(0);
$skipped = $lab->skipped === 0 ? '' : ", $lab->skipped skipped";
echo "$lab->passed passed, $lab->failed failed$skipped\n";
exit($lab->failed === 0 && $lab->passed + $lab->skipped > 0 ? 0 : 1);
