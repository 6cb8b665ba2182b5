--TEST--
A gateway that resets in the middle of a large one-way frame: no silent loss, nothing twice
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
use NetsvrTests\Support\Step;

Setup::endAfter(50);
ini_set('netsvr.send_packet_limit', '64M');
// More than the sockets of both sides hold.
$large = str_repeat('x', 32 << 20);
$large[0] = 'L';

$gateway = FakeGateway::start([[Step::afterBytes(100_000, Step::reset())]], 4096);
$faults = Faults::bind(5, $gateway);
$faults->call('reset on every connection', fn() => NetBus::broadcast($large));
$faults->errorsName(['sending' => '~^test send to ~m']);
$few = count($gateway->connections()) <= 2;
echo '  whole frames: ', count($gateway->frames()), ', connections: ', $few ? 'at most 2' : 'TOO MANY', "\n";
ini_set('netsvr.on_send_failure', 'throw');
$faults->call('the same with exceptions', fn() => NetBus::broadcast($large));
ini_set('netsvr.on_send_failure', 'log');
$gateway->stop();

$gateway = FakeGateway::start([
    [Step::afterBytes(100_000, Step::reset())],
    // The large frame comes here once, or is reported.
    [],
], 4096);
$faults = Faults::bind(10, $gateway);
$faults->call('reset on the first connection', fn() => NetBus::broadcast($large));
$reported = count(preg_grep('~^error test send to ~', $faults->logger->take()));
$faults->call('next', fn() => NetBus::uniqIdCount());
$arrived = $last = 0;
foreach ($gateway->frames() as $frame) {
    $arrived += strlen($frame['body']) > 1 << 20;
    $last = $frame['cmd'];
}
$once = $arrived + $reported === 1;
echo '  ', $once ? 'arrived once or reported once' : "arrived $arrived times, reported $reported times", "\n";
echo '  the last frame is of ', $last === Faults::UNIQ_ID_COUNT ? 'the next call' : $last, "\n";
?>
--EXPECT--
reset on every connection: null
  1 logged, names its gateway, sending
  whole frames: 0, connections: at most 2
the same with exceptions: NetsvrBusiness\Exception\SocketSendException names its gateway
reset on the first connection: null
next: [{"workerAddr":"the gateway","count":0}]
  arrived once or reported once
  the last frame is of the next call
