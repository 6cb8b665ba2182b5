--TEST--
Health::check(): every gateway answers within the time, or the process is not ready, and why
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Health;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);

function show(string $title, array $names, float $timeout = 2.0): void
{
    $start = microtime(true);
    $health = Health::check($timeout);
    $took = microtime(true) - $start;
    echo "$title: ", $health['ready'] ? 'ready' : 'not ready', $took > $timeout + 1 ? ', LATE' : '', "\n";
    foreach ($health['gateways'] as ['workerAddr' => $addr, 'ready' => $ready, 'problem' => $problem]) {
        $problem = preg_replace(['~^.* failed: ~', '~ \(sendReceiveTimeout\)$~'], '', (string)$problem);
        echo "  $names[$addr]: ", $ready ? 'ready' : 'not ready', $problem === '' ? '' : ", $problem", "\n";
    }
}

$one = DevGate::start();
$two = DevGate::start();
$names = [$one->workerAddr => 'one', $two->workerAddr => 'two'];
Setup::netBusAt(array_keys($names));
show('all answer', $names);
$two->kill();
show('one is down', $names);

// The time is that of the check, not of the sockets, which would wait for 5 seconds.
$silent = FakeGateway::start([[Step::silence()]]);
$names = [$silent->addr() => 'silent'];
Setup::netBusAt([$silent->addr()]);
show('no answer', $names, 0.3);
Setup::netBusAt([]);
show('no gateway', []);

foreach ([0.0, -1.0, 1e9, NAN] as $timeout) {
    try {
        Health::check($timeout);
    } catch (ValueError $thrown) {
        echo $thrown->getMessage(), "\n";
    }
}
?>
--EXPECT--
all answer: ready
  one: ready
  two: ready
one is down: not ready
  one: ready
  two: not ready, Connection refused
no answer: not ready
  silent: not ready, reading took longer than 300ms
no gateway: not ready
NetsvrBusiness\Health::check(): Argument #1 ($timeout) must be greater than 0, and at most 3600 seconds
NetsvrBusiness\Health::check(): Argument #1 ($timeout) must be greater than 0, and at most 3600 seconds
NetsvrBusiness\Health::check(): Argument #1 ($timeout) must be greater than 0, and at most 3600 seconds
NetsvrBusiness\Health::check(): Argument #1 ($timeout) must be greater than 0, and at most 3600 seconds
