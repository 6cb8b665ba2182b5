--TEST--
A request with more ids than a frame may hold is split, and its answers are merged
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
ini_set('netsvr.send_packet_limit', '300');

/** Prints what the gateway got, and gives the number of frames. */
function printFrames(FakeGateway $gateway, int $cmd, array $ids): int
{
    $frames = array_filter($gateway->frames(), fn(array $frame): bool => $frame['cmd'] === $cmd);
    $got = $rest = [];
    $longest = 0;
    foreach ($frames as $frame) {
        $longest = max($longest, 4 + strlen($frame['body']));
        $fields = Faults::fields($frame['body']);
        array_push($got, ...$fields[1]);
        unset($fields[1]);
        $rest[] = json_encode($fields);
    }
    echo '  ids ', $got === $ids ? 'each once, in order' : 'WRONG';
    echo ', frames ', $longest <= 300 ? 'under' : 'ABOVE', ' the limit, with ', implode(' and ', array_unique($rest)), "\n";
    return count($frames);
}

/** Answers for more frames than there can be. */
function answers(callable $body): array
{
    return array_map(fn(int $i): Step => Step::answer($body($i)), range(1, 100));
}

$gateway = FakeGateway::start([answers(fn(int $i): string => Faults::strings(["online-$i", 'twice']))]);
$faults = Faults::bind(5, $gateway);
$ids = array_map(fn(int $i): string => $gateway->uniqId($i), range(1, 100));
$online = NetBus::checkOnline($ids);
$count = printFrames($gateway, Faults::CHECK_ONLINE, $ids);
$expected = [];
for ($i = 1; $i <= $count; $i++) {
    array_push($expected, "online-$i", 'twice');
}
$right = $count >= 11 && $count <= 15 && $online === $expected;
echo 'checkOnline: ', $right ? 'merged in order' : json_encode([$count, $online]), "\n";
$faults->noErrors();
$gateway->stop();

$gateway = FakeGateway::start([answers(fn(int $i): string => Faults::connInfo(["id-$i" => "customer-$i"]))]);
$faults = Faults::bind(5, $gateway);
$ids = array_map(fn(int $i): string => $gateway->uniqId($i), range(1, 100));
$info = NetBus::connInfo($ids, true, false, true);
$count = printFrames($gateway, Faults::CONN_INFO, $ids);
$expected = [];
for ($i = 1; $i <= $count; $i++) {
    $expected["id-$i"] = "customer-$i";
}
$right = $count >= 11 && $count <= 15 && array_map(fn(array $one): string => $one['customerId'], $info) === $expected;
echo 'connInfo: ', $right ? 'merged in order' : json_encode([$count, $info]), "\n";
$faults->noErrors();
$gateway->stop();

// One of the answers is cut short: no half result.
$gateway = FakeGateway::start([
    [
        Step::answer(Faults::strings(['a'])),
        Step::answer(Faults::strings(['b'])),
        Step::answer('cut')->truncated(9)->thenClose(),
    ],
    [Faults::count(2)],
]);
$faults = Faults::bind(5, $gateway);
$ids = array_map(fn(int $i): string => $gateway->uniqId($i), range(1, 100));
$faults->call('third answer cut', fn() => NetBus::checkOnline($ids));
$faults->printEnd(0);
$faults->call('next', fn() => NetBus::uniqIdCount());
?>
--EXPECT--
  ids each once, in order, frames under the limit, with []
checkOnline: merged in order
  ids each once, in order, frames under the limit, with {"3":[1],"4":[1]}
connInfo: merged in order
third answer cut: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::CheckOnline failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
