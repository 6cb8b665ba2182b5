--TEST--
A signal handler that uses NetBus while a request waits has a connection of its own
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Step;

pcntl_async_signals(true);
$gateway = FakeGateway::start([
    [Faults::count(1)->delayed(4000), Faults::count(4)],
    [Faults::count(2), Step::silence(), Faults::count(4)],
    [Step::silence(), Faults::count(4)],
    [Faults::count(4)],
]);
$faults = Faults::bind(10, $gateway);
pcntl_signal(SIGALRM, function () use ($faults) {
    $faults->call('handler', fn() => NetBus::uniqIdCount());
    $faults->call('handler, one-way', fn() => NetBus::broadcast('from the handler'));
});
pcntl_alarm(1);
$faults->call('request', fn() => NetBus::uniqIdCount());
$faults->call('next', fn() => NetBus::uniqIdCount());
$faults->noErrors();
echo count($gateway->connections()) > 1 ? 'connections of their own' : 'ONE connection', "\n";
$bodies = array_filter(array_column($gateway->frames(4), 'body'));
echo count($bodies), " broadcast\n";
?>
--EXPECT--
handler: [{"workerAddr":"the gateway","count":2}]
handler, one-way: null
request: [{"workerAddr":"the gateway","count":1}]
next: [{"workerAddr":"the gateway","count":4}]
connections of their own
1 broadcast
