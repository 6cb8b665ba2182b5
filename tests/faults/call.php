<?php
/*
 * One of the processes that call: started by a test with a file that says what there is, it binds NetBus to some of
 * the gateways, makes calls, lets the objects go, binds it to others, forks now and then. Started as
 *
 *     php … call.php FILE INDEX
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use NetsvrTests\Support\Setup;
use Random\Engine\Mt19937;
use Random\Randomizer;
use stdClass;

require __DIR__ . '/../support/autoload.php';
foreach (['Gateway', 'Record', 'Messages', 'Casts', 'Questions', 'Caller'] as $class) {
    require __DIR__ . "/$class.php";
}
error_reporting(E_ALL);

$scene = json_decode((string)file_get_contents($argv[1]), true, 8, JSON_THROW_ON_ERROR);
$index = (int)$argv[2];
Setup::endAfter($scene['seconds']);
$random = new Randomizer(new Mt19937($scene['seed'] * 100 + $index));
$path = "$scene[folder]/$index.record";
$record = new Record($path);
set_error_handler(static function (int $level, string $message, string $file, int $line) use ($record): bool {
    $record->problem("$message at $file:$line");
    return true;
});
$name = "p$index";
$caller = new Caller($name, $index, $scene['callers'], $random, $record);
/** @var array<string, Gateway> $gateways */
$gateways = [];
foreach ($scene['gateways'] as ['kind' => $kind, 'workerAddr' => $workerAddr, 'uniqIds' => $uniqIds]) {
    $gateways[$kind] = new Gateway($kind, $workerAddr, $uniqIds);
}

$gateways[Gateway::BY_CHANCE]->meet();
Setup::bind(new stdClass());

$children = [];
for ($session = 0; $caller->calls() < $scene['calls']; $session++) {
    // Its clients are others after each restart.
    $gateways[Gateway::RESTARTED]->uniqIds = json_decode((string)file_get_contents($scene['restarted']), true);
    ini_set('netsvr.backoff_base_ms', $random->getInt(0, 1) === 0 ? '0' : '50');
    ini_set('netsvr.backoff_max_ms', '300');
    $kind = $random->getInt(0, 39);
    $chosen = match (true) {
        $kind < 10 => [Gateway::HEALTHY],
        $kind < 11 => [Gateway::IMPATIENT],
        $kind < 19 => [Gateway::BY_CHANCE],
        $kind < 25 => [Gateway::SCRIPTED],
        $kind < 29 => [Gateway::RESTARTED],
        $kind < 34 => [Gateway::HEALTHY, Gateway::BY_CHANCE],
        $kind < 36 => [Gateway::HEALTHY, Gateway::RESTARTED],
        default => array_values(array_diff(array_keys($gateways), [Gateway::IMPATIENT])),
    };
    $isImpatient = $chosen === [Gateway::IMPATIENT];
    $caller->bind(...array_map(static fn(string $kind): Gateway => $gateways[$kind], $random->shuffleArray($chosen)));
    for ($calls = $random->getInt(1, 25); $calls > 0; $calls--) {
        $caller->any();
    }
    if ($isImpatient) {
        // Longer than it waits by far: nobody could tell what is sent at the very moment that it closes.
        usleep(Gateway::PATIENCE * 1_000_000 + 700_000);
        $caller->any();
    } elseif ($random->getInt(0, 29) === 0) {
        $pid = pcntl_fork();
        if ($pid === 0) {
            Setup::endAfter(60);
            $child = $caller->forked($name . "f$session", new Record("$path-$session.record"));
            for ($calls = 5; $calls > 0; $calls--) {
                $child->any();
            }
            $child->report();
            exit(0);
        }
        $children[$pid] = true;
        // Both speak at the same time.
        for ($calls = 5; $calls > 0; $calls--) {
            $caller->any();
        }
    }
    $caller->unbind(close: $isImpatient);
}
foreach ($children as $pid => $_) {
    pcntl_waitpid($pid, $status);
    if ($status !== 0) {
        $record->problem("$name: a forked child ended with status $status");
    }
}
$record->figures(['forks' => count($children)]);
$caller->report();
