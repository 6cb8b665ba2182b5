<?php
/*
 * Runs the recorded NetBus cases against whatever provides NetsvrBusiness\* in this PHP:
 *
 *     php -n -d extension=/path/to/libnetsvr.so tests/conformance/netbus.php [--filter REGEX] [--trace]
 *     php -n -d extension=/path/to/libnetsvr.so tests/conformance/netbus.php --list-ledger
 *
 * Each case passes as recorded, or is of a kind that ledger.php expects otherwise and has exactly that outcome. Exit status 0: all passed, 1: some failed, 2: cannot run.
 *
 * --cases runs those of another file of the same format. NETSVR_LEDGER=off compares with the recorded outcomes alone, exactly. NETSVR_ORIGINAL=<its src folder> and
 * NETSVR_ORIGINAL_PROTOCOL=<the protocol package> run the PHP package that was recorded instead of the
 * extension, which proves this runner. Which API it is, 4 or 8, says netsvr.api, or the package.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrTests\Support\ChildProcess;

require __DIR__ . '/../support/autoload.php';
error_reporting(E_ALL);
set_time_limit(0);
// Diagnostics are part of what is compared; only what ends this script is printed.
ini_set('display_errors', '0');
ini_set('log_errors', '0');
register_shutdown_function(static function (): void {
    ['type' => $type, 'message' => $message] = error_get_last() ?? ['type' => 0, 'message' => ''];
    $type & (E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR) && fwrite(STDERR, "$message\n");
});
// A gateway that is down in one case is down in the next one, too: each case dials it.
ini_set('netsvr.backoff_base_ms', '0');

$options = getopt('', ['filter:', 'cases:', 'list-ledger', 'trace', 'help']);
Recorded::$file = $options['cases'] ?? null;
if (isset($options['help'])) {
    echo "netbus.php [--filter REGEX] [--cases FILE] [--trace] [--list-ledger]\n";
    exit(0);
}
$ledger = getenv('NETSVR_LEDGER') === 'off' ? null : require __DIR__ . '/ledger.php';
\NetsvrTests\Support\requirePsr();
require __DIR__ . '/provider.php';
if (isset($options['list-ledger'])) {
    $entries = array_filter(array_map($ledger->entry(...), Recorded::cases()));
    $counts = array_count_values(array_column($entries, 'difference'));
    ksort($counts);
    foreach ($entries as $name => $entry) {
        printf("%2d  %s: %s\n", $entry['difference'], $name, $entry['why']);
    }
    foreach ($counts as $difference => $count) {
        printf("difference %d: %d cases\n", $difference, $count);
    }
    printf("%d of %d cases\n", count($entries), count(Recorded::cases()));
    exit(0);
}

$pattern = '~' . str_replace('~', '\~', $options['filter'] ?? '') . '~u';
$passed = 0;
$failures = [];
$gateway = ChildProcess::start(dirname(__DIR__) . '/support/recording-gateway.php');
$comparison = new Comparison($ledger === null);

foreach (Recorded::cases() as $name => $case) {
    if (!preg_match($pattern, $name)) {
        continue;
    }
    if (isset($options['trace'])) {
        fwrite(STDERR, "$name\n");
    }
    $entry = $ledger?->entry($case);
    try {
        $run = new CaseRun($case, $gateway, $entry['responses'] ?? $case['responses']);
        $outcome = $run->outcome();
    } catch (\RuntimeException $cannot) {
        fwrite(STDERR, "$name: {$cannot->getMessage()}\n");
        $gateway->stop();
        exit(2);
    }
    $asRecorded = $comparison->differences($case, $outcome);
    if ($entry === null) {
        $differences = $asRecorded;
    } elseif ($asRecorded === []) {
        $differences = ["in the ledger under difference {$entry['difference']}, but passes as recorded"];
    } else {
        $differences = $comparison->differences(Ledger::expected($case, $entry), $outcome);
    }
    if ($differences === []) {
        $passed++;
    } else {
        $under = $entry === null ? '' : " (difference {$entry['difference']})";
        $failures[] = "FAIL $name$under: " . implode('; ', $differences);
    }
}
$gateway->stop();

foreach ($failures as $line) {
    echo $line, "\n";
}
printf("%d passed, %d failed\n", $passed, count($failures));
exit($failures === [] && $passed > 0 ? 0 : 1);
