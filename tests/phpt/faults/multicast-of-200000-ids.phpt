--TEST--
A multicast of 200,000 ids leaves in frames under the limit: each id once, in order
--EXTENSIONS--
netsvr
--INI--
memory_limit=512M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(55);
$gateway = FakeGateway::start();
$faults = Faults::bind(10, $gateway);
$ids = [];
for ($i = 0; $i < 200_000; $i++) {
    $ids[] = $gateway->uniqId($i);
}
NetBus::multicast($ids, 'to everybody');
// Its answer says that the gateway has taken what came before.
$faults->call('request', fn() => NetBus::uniqIdCount());
$faults->noErrors();

$got = [];
$data = [];
$frames = $gateway->frames();
$request = array_pop($frames);
$longest = 0;
foreach ($frames as $frame) {
    $longest = max($longest, 4 + strlen($frame['body']));
    $fields = Faults::fields($frame['body']);
    array_push($got, ...$fields[1]);
    $data[] = $fields[2];
}
echo 'frames: ', count($frames) >= 3 && count($frames) <= 4 ? '3 or 4' : count($frames), "\n";
echo 'commands: ', implode(', ', array_unique(array_column($frames, 'cmd'))), ", then $request[cmd]\n";
echo 'longest: ', $longest <= 2 << 20 ? 'under' : "$longest is ABOVE", " the limit\n";
echo 'ids: ', $got === $ids ? 'each once, in order' : count($got) . ' WRONG', "\n";
echo 'data: ', json_encode(array_values(array_unique($data, SORT_REGULAR))), "\n";
echo 'connections: ', count($gateway->connections()), "\n";
?>
--EXPECT--
request: [{"workerAddr":"the gateway","count":0}]
frames: 3 or 4
commands: 900002004, then 900003007
longest: under the limit
ids: each once, in order
data: [["to everybody"]]
connections: 1
