<?php
/*
 * One request in one thread: calls whose answers are held against what is true, see ../faults/Caller.php. The
 * environment names the file that says what there is. Each request leaves its connections to the next in its thread.
 */
declare(strict_types=1);

use NetsvrBusiness\Stats;
use NetsvrTests\Faults\Caller;
use NetsvrTests\Faults\Gateway;
use NetsvrTests\Faults\Record;
use NetsvrTests\Support\Setup;
use Random\Engine\Mt19937;
use Random\Randomizer;

require_once __DIR__ . '/../support/autoload.php';
foreach (['Gateway', 'Record', 'Messages', 'Casts', 'Questions', 'Caller'] as $class) {
    require_once __DIR__ . "/../faults/$class.php";
}

$scene = json_decode((string)file_get_contents((string)getenv('NETSVR_ZTS_SCENE')), true, 8, JSON_THROW_ON_ERROR);
$record = new Record("$scene[folder]/$thread-$request.record");
$gateways = [];
foreach ($scene['gateways'] as ['kind' => $kind, 'workerAddr' => $workerAddr, 'uniqIds' => $uniqIds]) {
    $gateways[] = new Gateway($kind, $workerAddr, $uniqIds);
}
$random = new Randomizer(new Mt19937($scene['seed'] * 10_000 + $thread * 100 + $request));
// Sessions are changed by nobody: requests do not know of each other.
$caller = new Caller("t{$thread}r$request", -1, $scene['threads'], $random, $record);
$caller->bind(...$gateways);
while ($caller->calls() < $scene['calls']) {
    $caller->any();
}
$caller->report();
// The first request of all has had them compiled; the others have been given them.
$hex = NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061') . NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex('7f00000117ad6621');
if ($hex !== '7f00000117ad7f00000117ad') {
    $record->problem("the functions give $hex in thread $thread, request $request");
}
foreach (Stats::get() as $stats) {
    if ($stats['openConnections'] > 1) {
        $record->problem("thread $thread has $stats[openConnections] connections to $stats[workerAddr]");
    }
}
// The pool is this process: all its threads.
$pool = array_column(Stats::pool(), null, 'workerAddr');
foreach (Stats::get() as $stats) {
    $all = $pool[$stats['workerAddr']] ?? ['sentFrames' => -1, 'processes' => 0];
    if ($stats['sentFrames'] > 0 && ($all['sentFrames'] < $stats['sentFrames'] || $all['processes'] !== 1)) {
        $record->problem("the pool knows $all[sentFrames] frames of $all[processes] processes, thread $thread $stats[sentFrames]");
    }
}
// At the first request of a thread nothing can have been parked; later ones find what it left.
$taken = array_sum(array_column(Stats::get(), 'takenFromParked'));
$record->figures(['ended' => 1, 'dials' => array_sum(array_column(Stats::get(), 'dials')), 'taken' => $taken]);
if (($request > 0) !== ($taken > 0)) {
    $record->problem("thread $thread took $taken parked connections by request $request");
}
Setup::bind(new stdClass());
