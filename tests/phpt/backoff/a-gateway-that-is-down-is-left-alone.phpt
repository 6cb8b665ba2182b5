--TEST--
A gateway that refused is not dialled by calls until the pause is over; the log and the exception say so; connect() dials
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$gateway = FakeGateway::start([[Faults::count(1), Faults::count(2)]]);
$gateway->down();
$date = '20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC';
$print = function (NetsvrTests\Support\ArrayLogger $logger) use ($gateway, $date): void {
    foreach ($logger->records as [$level, $message]) {
        [$first, $second] = explode("\n", "$message\n", 3);
        $second = preg_replace(["~$date~", '~ in \d+ ms~', '~ in /.*~', '~\(in \d+ ms\)~'], ['DATE', ' in N ms', '', '(in N ms)'], $second);
        echo "  $level ", str_replace($gateway->addr(), 'the gateway', $first), ' / ', $second, "\n";
    }
    $logger->records = [];
};
$stats = function (): void {
    ['dials' => $dials, 'failedDials' => $failed, 'backoffUntil' => $until] = Stats::get()[0];
    $pause = $until === null ? 'no pause' : (is_float($until) && $until > microtime(true) ? 'pause' : 'PAUSE IS OVER');
    echo "  $dials dials, $failed failed, $pause\n";
};
$ask = function () use ($gateway, $date): void {
    try {
        echo 'answer: ', NetBus::uniqIdCount()[0]['count'], "\n";
    } catch (NetsvrBusiness\Exception\SocketReceiveException $thrown) {
        $previous = $thrown->getPrevious();
        $text = str_replace($gateway->addr(), 'the gateway', $previous->getMessage());
        echo get_class($previous), ' ', $previous->getCode(), ' ', preg_replace(["~$date~", '~ in \d+ ms~'], ['DATE', ' in N ms'], $text), "\n";
    }
};

$logger = Setup::netBusAt([$gateway->addr()]);
echo "the first call\n";
$ask();
$print($logger);
$stats();
$gateway->up();

echo "the gateway is back, the pause is on: in this request, and in the next\n";
$ask();
$print($logger);
$logger = Setup::netBusAt([$gateway->addr()]);
NetBus::broadcast('lost');
$print($logger);
ini_set('netsvr.on_send_failure', 'throw');
try {
    NetBus::broadcast('lost');
} catch (NetsvrBusiness\Exception\SocketSendException $thrown) {
    echo get_class($thrown), ' ', str_contains($thrown->getMessage(), 'not dialled: ') ? 'says why' : $thrown->getMessage(), "\n";
}
$logger->records = [];
$stats();

echo "a forked child does not try either\n";
$pid = pcntl_fork();
if ($pid === 0) {
    Setup::endAfter(20);
    $ask();
    exit(0);
}
pcntl_waitpid($pid, $status);

echo "without pauses it is dialled; connect() always dials\n";
$socket = Setup::taskSocket($gateway->addr(), $logger);
var_dump($socket->connect());
$print($logger);
$stats();
$ask();
$print($logger);
$stats();
?>
--EXPECT--
the first call
answer: NetsvrBusiness\Exception\SocketConnectException 111 connect to the gateway failed: Connection refused
  error test connect to the gateway failed. / 111 --> Connection refused; 1 failed attempt since DATE, not dialled again before DATE (in N ms)
  1 dials, 1 failed, pause
the gateway is back, the pause is on: in this request, and in the next
answer: NetsvrBusiness\Exception\SocketConnectException 111 connect to the gateway failed: not dialled: not reachable since DATE (1 failed attempt, the last one: Connection refused), next attempt in N ms (netsvr.backoff_max_ms)
  error test connect to the gateway failed. / 111 --> not dialled: not reachable since DATE (1 failed attempt, the last one: Connection refused), next attempt in N ms (netsvr.backoff_max_ms)
  error test connect to the gateway failed. / 111 --> not dialled: not reachable since DATE (1 failed attempt, the last one: Connection refused), next attempt in N ms (netsvr.backoff_max_ms)
  error test send to the gateway failed. / 0 --> not connected
NetsvrBusiness\Exception\SocketSendException says why
  1 dials, 1 failed, pause
a forked child does not try either
answer: NetsvrBusiness\Exception\SocketConnectException 111 connect to the gateway failed: not dialled: not reachable since DATE (1 failed attempt, the last one: Connection refused), next attempt in N ms (netsvr.backoff_max_ms)
without pauses it is dialled; connect() always dials
bool(true)
  info test connect to the gateway ok. / 
  2 dials, 1 failed, no pause
answer: 1
  info test connect to the gateway ok. / 
  3 dials, 1 failed, no pause
