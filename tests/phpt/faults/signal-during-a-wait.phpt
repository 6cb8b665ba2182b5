--TEST--
Signal handlers run while a call waits, and its deadline stays where it was
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Step;

// The handler sends the signal again and again; it ends this process should that never end.
$signals = 0;
$last = 0.0;
pcntl_async_signals(true);
pcntl_signal(SIGALRM, function () use (&$signals, &$last) {
    $last = microtime(true);
    if (++$signals > 20) {
        exit("endless\n");
    }
    pcntl_alarm(1);
});
$gateway = FakeGateway::start([[Step::silence()], [Faults::count(2)->delayed(2500)]]);
$faults = Faults::bind(3, $gateway);
pcntl_alarm(1);
$start = microtime(true);
$faults->call('timeout', fn() => NetBus::uniqIdCount(), ['3 seconds' => '~\b3(\.0+)? ?s~'], within: 7.0);
$end = microtime(true);
echo '  handled while it waited: ', $signals > 0 && $last < $end ? 'yes' : 'NO';
echo ', to its end: ', $end - $start > 2.5 ? 'yes' : 'NO', "\n";
$before = $signals;
$faults->call('answer', fn() => NetBus::uniqIdCount());
echo '  handled while it waited: ', $signals > $before ? 'yes' : 'NO', "\n";
pcntl_alarm(0);
?>
--EXPECT--
timeout: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 3 seconds
  handled while it waited: yes, to its end: yes
answer: [{"workerAddr":"the gateway","count":2}]
  handled while it waited: yes
