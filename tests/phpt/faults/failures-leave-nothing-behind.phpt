--TEST--
A thousand failed calls leave neither descriptors nor memory behind
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
ini_set('netsvr.max_packet_size', '4096');
$gateway = FakeGateway::start([[Faults::count(300)->truncated(9)->thenClose()]]);
$faults = Faults::bind(5, $gateway);
$down = FakeGateway::start();
$down->down();
$toNobody = Setup::taskSocket($down->addr(), $faults->logger);

$fail = function (int $times) use ($faults, $toNobody): int {
    $failed = 0;
    for ($i = 0; $i < $times; $i++) {
        try {
            NetBus::uniqIdCount();
        } catch (NetsvrBusiness\Exception\SocketReceiveException) {
            $failed++;
        }
        $failed += $toNobody->send('xxxx') ? 0 : 1;
        $faults->forgetLog();
    }
    return $failed;
};
$descriptors = fn(): int => count(scandir('/proc/self/fd'));
$resident = fn(): int => (int)explode(' ', file_get_contents('/proc/self/statm'))[1] * 4096;

$fail(50);
$before = [$descriptors(), memory_get_usage(), $resident()];
echo 'failed: ', $fail(500), "\n";
$after = [$descriptors(), memory_get_usage(), $resident()];
echo 'descriptors: ', $after[0] <= $before[0] + 1 ? 'none more' : json_encode([$before[0], $after[0]]), "\n";
echo 'memory: ', $after[1] - $before[1] < 100_000 ? 'none more' : $after[1] - $before[1], "\n";
echo 'resident: ', $after[2] - $before[2] < 2 << 20 ? 'no more' : $after[2] - $before[2], "\n";
?>
--EXPECT--
failed: 1000
descriptors: none more
memory: none more
resident: no more
