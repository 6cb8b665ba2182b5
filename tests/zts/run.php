<?php
/*
 * Starts the program that runs call.php in several threads (see run.sh, which has compiled it) and holds what clients
 * receive against what the threads say they sent:
 *
 *     ZTS_THREADS=… php … tests/zts/run.php [--seed N] [--threads N] [--requests N] [--calls N]
 *
 * Exit status 0: passed.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use stdClass;

require __DIR__ . '/../support/autoload.php';
foreach (['Run', 'Gateway', 'Record', 'Messages'] as $class) {
    require __DIR__ . "/../faults/$class.php";
}
error_reporting(E_ALL);
pcntl_alarm(300);

$options = getopt('', ['seed:', 'threads:', 'requests:', 'calls:']) + ['threads' => 8, 'requests' => 5, 'calls' => 100];
$run = new Run((int)($options['seed'] ?? (getenv('NETSVR_TEST_SEED') ?: random_int(1, 99_999))), (int)$options['calls']);
echo "seed $run->seed\n";
$devGates = [
    Gateway::HEALTHY => DevGate::start(),
    Gateway::BY_CHANCE => DevGate::start('--fault-rate', '0.02', '--fault-seed', (string)$run->seed),
];
$messages = new Messages();
$gateways = [];
foreach ($devGates as $kind => $devGate) {
    $gateways[] = $gateway = new Gateway($kind, $devGate->workerAddr, $messages->connect($devGate, 12));
    $run->check($gateway->introduceClients(), "the clients of the gateway that is $kind are not set up");
}
Setup::bind(new stdClass());
file_put_contents("$run->folder/scene", json_encode([
    'seed' => $run->seed,
    'calls' => $run->calls,
    'threads' => (int)$options['threads'],
    'folder' => $run->folder,
    'gateways' => array_map(get_object_vars(...), $gateways),
], JSON_THROW_ON_ERROR));
file_put_contents("$run->folder/php.ini", implode("\n", [
    'extension=' . getenv('NETSVR_SO'), 'netsvr.on_send_failure=throw', 'error_reporting=-1', 'memory_limit=512M',
]));

$counts = [(string)$options['threads'], (string)$options['requests']];
$command = [(string)getenv('ZTS_THREADS'), "$run->folder/php.ini", __DIR__ . '/call.php', ...$counts];
if (is_executable('/usr/bin/setpriv')) {
    $command = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', ...$command];
}
$output = "$run->folder/output";
$process = proc_open(
    $command,
    [['file', '/dev/null', 'r'], ['file', $output, 'a'], ['file', $output, 'a']],
    $pipes,
    null,
    ['NETSVR_ZTS_SCENE' => "$run->folder/scene"] + getenv()
);
$deadline = microtime(true) + 200;
while (($status = proc_get_status($process))['running']) {
    $messages->take();
    usleep(2000);
    if (microtime(true) > $deadline) {
        proc_terminate($process, SIGKILL);
        $run->problem('the threads have not ended in time');
        break;
    }
}
$run->check($status['exitcode'] === 0, "ended with status $status[exitcode], signal $status[termsig]");
// The debug build of PHP tells leaks here.
$run->check(($said = (string)file_get_contents($output)) === '', 'it said: ' . substr($said, 0, 2000));

$figures = ['calls' => 0, 'failed' => 0, 'ended' => 0, 'dials' => 0];
$sent = [];
foreach (glob("$run->folder/*.record") as $file) {
    foreach (Record::read($file) as $line) {
        if (isset($line['problem'])) {
            $run->problem($line['problem']);
        } elseif (isset($line['message'])) {
            $sent[$line['message']] = [...$line['certain'], ...$line['possible']];
        } else {
            foreach (array_intersect_key($line['figures'], $figures) as $name => $figure) {
                $figures[$name] += $figure;
            }
        }
    }
}
$run->check($figures['ended'] === (int)$options['threads'] * (int)$options['requests'], "$figures[ended] requests came to their end");
// One-way commands cannot fail here: all must come, once.
$wanted = array_sum(array_map(count(...), $sent));
$deadline = microtime(true) + 10;
do {
    usleep(200_000);
    $messages->take();
    $deliveries = array_sum(array_map(array_sum(...), $messages->received));
} while ($deliveries < $wanted && microtime(true) < $deadline);
foreach ($sent as $id => $to) {
    $run->check(count($messages->received[$id] ?? []) === count($to), "message $id has not come to all");
}
foreach ($messages->received as $id => $counts) {
    $isForAll = array_diff(array_keys($counts), $sent[$id] ?? []) === [];
    $run->check($isForAll, "message $id came to a client that it was not for");
    $run->check(max($counts) === 1, "message $id came twice");
}
foreach ($devGates as $devGate) {
    $devGate->stop();
}
$run->end();
echo $run->problems === [] ? 'PASS' : 'FAIL', " threads that call at the same time get their own answers, messages arrive once\n";
foreach (array_slice($run->problems, 0, 20) as $problem) {
    echo "     $problem\n";
}
echo "     - $options[threads] threads, $options[requests] requests each: $figures[calls] calls, of which $figures[failed] ",
    "failed as they may, $deliveries deliveries\n";
echo $run->problems === [] ? "1 passed, 0 failed\n" : "0 passed, 1 failed\n";
exit($run->problems === [] ? 0 : 1);
