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

require __DIR__ . '/../support/autoload.php';
foreach (['Gateway', 'Record', 'Messages', 'Caller'] as $class) {
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

$children = [];
for ($session = 0; $caller->calls() < $scene['calls']; $session++) {
    // Its clients are others after each restart.
    $gateways[Gateway::RESTARTED]->uniqIds = json_decode((string)file_get_contents($scene['restarted']), true);
    ini_set('netsvr.backoff_base_ms', $random->getInt(0, 1) === 0 ? '0' : '50');
    ini_set('netsvr.backoff_max_ms', '300');
    $chosen = match ($random->getInt(0, 9)) {
        0, 1, 2 => [Gateway::HEALTHY],
        3, 4 => [Gateway::BY_CHANCE],
        5 => [Gateway::SCRIPTED],
        6 => [Gateway::RESTARTED],
        7 => [Gateway::HEALTHY, Gateway::BY_CHANCE],
        8 => [Gateway::HEALTHY, Gateway::RESTARTED],
        9 => array_keys($gateways),
    };
    $caller->bind(...array_map(static fn(string $kind): Gateway => $gateways[$kind], $random->shuffleArray($chosen)));
    for ($calls = $random->getInt(1, 25); $calls > 0; $calls--) {
        $caller->any();
    }
    if ($random->getInt(0, 29) === 0) {
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
    $caller->unbind();
}
foreach ($children as $pid => $_) {
    pcntl_waitpid($pid, $status);
    if ($status !== 0) {
        $record->problem("$name: a forked child ended with status $status");
    }
}
$record->figures(['forks' => count($children)]);
$caller->report();
