--TEST--
A signal handler that throws ends the wait with its exception, and the connection with it
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
use NetsvrTests\Support\Step;

pcntl_async_signals(true);
pcntl_signal(SIGALRM, fn() => throw new LogicException('enough'));
ini_set('netsvr.send_packet_limit', '64M');
$large = str_repeat('x', 32 << 20);

$gateway = FakeGateway::start([[Faults::count(1)->delayed(3000)], [Faults::count(2), Faults::count(3)]]);
$faults = Faults::bind(20, $gateway);
pcntl_alarm(1);
$faults->call('request', fn() => NetBus::uniqIdCount(), within: 6.0);
$faults->printEnd(0);
$faults->call('next', fn() => NetBus::uniqIdCount());
$gateway->stop();

$gateway = FakeGateway::start([[Step::atConnect(Step::stopReading())], [Faults::count(2)]], 4096);
$faults = Faults::bind(20, $gateway);
pcntl_alarm(1);
$faults->call('one-way', fn() => NetBus::broadcast($large), within: 6.0);
$faults->call('next', fn() => NetBus::uniqIdCount());
$gateway->stop();

// Several at a time: none of the answers that were on their way is read by the next call.
$slow = FakeGateway::start([[Faults::count(1)->delayed(3500)], [Faults::count(10)]]);
$fine = FakeGateway::start([[Faults::count(2), Faults::count(20)], [Faults::count(20)]]);
$faults = Faults::bind(20, $slow, $fine);
pcntl_alarm(1);
$faults->call('two gateways', fn() => NetBus::uniqIdCount(), within: 6.0);
usleep(3_000_000);
$faults->call('next', fn() => array_column(NetBus::uniqIdCount(), 'count'));
?>
--EXPECT--
request: LogicException enough
  connection 0 is closed
next: [{"workerAddr":"the gateway","count":2}]
one-way: LogicException enough
next: [{"workerAddr":"the gateway","count":2}]
two gateways: LogicException enough
next: [10,20]
