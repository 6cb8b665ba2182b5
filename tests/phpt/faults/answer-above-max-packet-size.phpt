--TEST--
An answer longer than netsvr.max_packet_size is refused before memory is taken for it
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

/** Bytes of address space this process has ever had. */
function addressSpace(): int
{
    preg_match('~^VmPeak:\s+(\d+) kB~m', file_get_contents('/proc/self/status'), $found);
    return (int)($found[1] ?? 0) * 1024;
}

foreach (['64M' => 2_000_000_000, '4096' => 200_000_000, '1000' => 1001] as $limit => $length) {
    ini_set('netsvr.max_packet_size', (string)$limit);
    $bytes = $limit === '64M' ? 64 << 20 : (int)$limit;
    $gateway = FakeGateway::start([[Step::answer('x')->claimingLength($length)], [Faults::count(2)]]);
    $faults = Faults::bind(1, $gateway);
    [$memory, $space] = [memory_get_peak_usage(), addressSpace()];
    $sizes = ['announced size' => "~\\b$length\\b~", 'limit' => "~\\b$bytes\\b~"];
    $faults->call("$length bytes", fn() => NetBus::uniqIdCount(), $sizes);
    $faults->errorsName($sizes);
    $spared = memory_get_peak_usage() - $memory < 1 << 20 && addressSpace() - $space < 64 << 20;
    echo '  memory was ', $spared ? '' : 'NOT ', "spared\n";
    $faults->printEnd(0);
    $faults->call('next', fn() => NetBus::uniqIdCount());
    $gateway->stop();
}

$gateway = FakeGateway::start([[Step::answer(Faults::countBody(1) . "\x12" . chr(110) . str_repeat('x', 110))]]);
$faults = Faults::bind(1, $gateway);
ini_set('netsvr.max_packet_size', '118');
$faults->call('exactly the limit', fn() => NetBus::uniqIdCount());
?>
--EXPECT--
2000000000 bytes: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, announced size, limit
  2 logged, names its gateway, announced size, limit
  memory was spared
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
200000000 bytes: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, announced size, limit
  2 logged, names its gateway, announced size, limit
  memory was spared
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
1001 bytes: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, announced size, limit
  2 logged, names its gateway, announced size, limit
  memory was spared
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
exactly the limit: [{"workerAddr":"the gateway","count":1}]
