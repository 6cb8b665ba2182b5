--TEST--
exit() in a signal handler ends the wait; what runs at shutdown has a connection of its own
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;

pcntl_async_signals(true);
$gateway = FakeGateway::start([[Faults::count(1)->delayed(4000)], [Faults::count(2), Faults::count(3)]]);
$faults = Faults::bind(20, $gateway);
register_shutdown_function(function () use ($faults) {
    $faults->printEnd(0);
    $faults->call('at shutdown', fn() => NetBus::uniqIdCount());
    usleep(3_500_000);
    $faults->call('later', fn() => NetBus::uniqIdCount());
});
pcntl_signal(SIGALRM, fn() => exit("exit\n"));
pcntl_alarm(1);
$faults->call('request', fn() => NetBus::uniqIdCount());
?>
--EXPECT--
exit
  connection 0 is closed
at shutdown: [{"workerAddr":"the gateway","count":2}]
later: [{"workerAddr":"the gateway","count":3}]
