--TEST--
A call that fails at several gateways names all of them; what the others have answered is in the exception, or is the result with netsvr.on_query_failure=partial
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$first = DevGate::start();
$down = FakeGateway::start();
$down->down();
$silent = FakeGateway::start([[Step::silence()], [Step::silence()]]);
$last = DevGate::start();
$client = $first->client();
$other = $last->client();
$names = [
    $first->workerAddr => 'first', $down->addr() => 'down', $silent->addr() => 'silent', $last->workerAddr => 'last',
    $client->uniqId => 'client', $other->uniqId => 'other',
];
$logger = Setup::netBusAt([$first->workerAddr, $down->addr(), $silent->addr(), $last->workerAddr], 1);
$show = static fn(mixed $value): string => strtr((string)json_encode($value, JSON_UNESCAPED_SLASHES), $names);

foreach (['uniqIdCount' => [], 'uniqIdList' => [], 'checkOnline' => [[$client->uniqId, $other->uniqId]], 'metrics' => []] as $method => $arguments) {
    ini_set('netsvr.timeout_backoff_ms', '0');
    try {
        NetBus::$method(...$arguments);
        echo "$method: no exception\n";
    } catch (SocketReceiveException $thrown) {
        echo "$method: ", $thrown->getMessage(), "\n";
        foreach ($thrown->getFailures() as $addr => $reason) {
            echo "  $names[$addr]: ", preg_replace(['~^.* failed: (not dialled|reading took longer than 1s).*~', '~^.* failed: ~'], ['$1', ''], $reason), "\n";
        }
        $partial = $thrown->getPartialResult();
        echo '  ', $method === 'metrics' ? $show(array_values(array_unique(array_column($partial, 'workerAddr')))) : $show($partial), "\n";
        echo '  because of ', $names[array_key_first($thrown->getFailures())], ': ', get_class($thrown->getPrevious()), "\n";
    } catch (Throwable $thrown) {
        echo "$method: ", get_class($thrown), "\n";
    }
}

ini_set('netsvr.on_query_failure', 'partial');
$logger->take();
echo 'partial: ', $show(NetBus::uniqIdCount()), "\n";
foreach ($logger->records as [$level, $line]) {
    if ($level === 'warning') {
        echo '  warning ', preg_replace(['~since .*? UTC.*?; ~', '~in \d+ ms.*?;~'], ['…; ', '…;'], strtr($line, $names)), "\n";
    }
}
echo 'of whom nothing is asked of the others: ', $show(NetBus::checkOnline([$client->uniqId])), "\n";

ini_set('netsvr.on_send_failure', 'throw');
$silent->down();
usleep(1_100_000);
try {
    NetBus::broadcast('x');
} catch (SocketSendException $thrown) {
    echo 'broadcast: ', $show(array_map(static fn(string $reason): bool => $reason !== '', $thrown->getFailures())), "\n";
}
echo 'others have it: ', $client->receive(5.0), ' ', $other->receive(5.0), "\n";
echo 'made by PHP code: ', $show([(new SocketReceiveException('x'))->getFailures(), (new SocketReceiveException('x'))->getPartialResult()]), "\n";
?>
--EXPECT--
uniqIdCount: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  down: Connection refused
  silent: reading took longer than 1s
  [{"workerAddr":"first","count":1},{"workerAddr":"last","count":1}]
  because of down: NetsvrBusiness\Exception\SocketConnectException
uniqIdList: call Cmd::UniqIdList failed because the connection to the netsvr was disconnected
  down: Connection refused
  silent: reading took longer than 1s
  [{"workerAddr":"first","uniqIds":["client"]},{"workerAddr":"last","uniqIds":["other"]}]
  because of down: NetsvrBusiness\Exception\SocketConnectException
checkOnline: no exception
metrics: call Cmd::Metrics failed because the connection to the netsvr was disconnected
  down: Connection refused
  silent: reading took longer than 1s
  ["first","last"]
  because of down: NetsvrBusiness\Exception\SocketConnectException
partial: [{"workerAddr":"first","count":1},{"workerAddr":"last","count":1}]
  warning test call Cmd::UniqIdCount has a partial result: 2 gateways have not answered (down: connect to down failed: Connection refused; silent: receive from silent failed: reading took longer than 1s (sendReceiveTimeout))
of whom nothing is asked of the others: ["client"]
broadcast: {"down":true,"silent":true}
others have it: x x
made by PHP code: [[],[]]
