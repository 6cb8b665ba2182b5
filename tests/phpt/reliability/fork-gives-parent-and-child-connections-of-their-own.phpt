--TEST--
pcntl_fork() in the middle: parent and child both go on, on connections of their own
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateways = [DevGate::start(), DevGate::start()];
$ann = $gateways[0]->client();
$dan = $gateways[1]->client();
$logger = Setup::netBus(...$gateways);
NetBus::broadcast('before the fork');
NetBus::uniqIdCount();
$logger->take();

/** Commands and requests whose answers would cross over on a connection that both processes use. */
$work = function (string $who, string $uniqId, int $times): array {
    $wrong = 0;
    for ($i = 0; $i < $times; $i++) {
        NetBus::topicSubscribe($uniqId, $who);
        $wrong += array_keys(NetBus::connInfo($uniqId)) === [$uniqId] ? 0 : 1;
        $wrong += NetBus::checkOnline($uniqId) === [$uniqId] ? 0 : 1;
        NetBus::singleCast($uniqId, "$who $i");
    }
    return ['wrong answers' => $wrong];
};

[$mine, $its] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$pid = pcntl_fork();
if ($pid === 0) {
    Setup::endAfter(20);
    $done = $work('child', $dan->uniqId, 200);
    NetBus::broadcast('child done');
    NetBus::uniqIdCount();
    fwrite($its, json_encode($done + ['log' => $logger->take()]) . "\n");
    exit(0);
}
fclose($its);
$done = $work('parent', $ann->uniqId, 200);
stream_set_timeout($mine, 20);
$child = json_decode((string)fgets($mine), true);
pcntl_waitpid($pid, $status);
var_dump(pcntl_wifexited($status) && pcntl_wexitstatus($status) === 0);

$names = [$gateways[0]->workerAddr => 'gateway 1', $gateways[1]->workerAddr => 'gateway 2'];
$print = function (string $who, array $done) use ($names): void {
    $dials = array_values(array_filter($done['log'], fn(string $line): bool => str_contains($line, 'connect to')));
    $others = count(preg_grep('/^(error|warning)/', $done['log']));
    $dials = array_map(fn(string $line): string => strtr($line, $names), $dials);
    // Which gateway is dialled first depends on the command.
    sort($dials);
    echo "$who: $done[wrong] wrong answers, $others errors, dialled ", json_encode($dials), "\n";
};
$print('child', ['wrong' => $child['wrong answers'], 'log' => $child['log']]);

// The end of the child has not touched the connections of the parent.
NetBus::broadcast('parent done');
var_dump(array_column(NetBus::uniqIdCount(), 'count'));
$print('parent', ['wrong' => $done['wrong answers'], 'log' => $logger->take()]);

$expected = fn(string $who): array => [
    'before the fork',
    ...array_map(fn(int $i): string => "$who $i", range(0, 199)),
    'parent done',
];
foreach ([[$ann, 'parent'], [$dan, 'child']] as [$client, $who]) {
    $received = $client->receiveAll(atLeast: 203);
    // The child may be done before the parent or after it.
    $ofChild = array_keys($received, 'child done', true);
    unset($received[$ofChild[0] ?? -1]);
    var_dump(count($ofChild) === 1 && array_values($received) === $expected($who));
}
--EXPECT--
bool(true)
child: 0 wrong answers, 0 errors, dialled ["info test connect to gateway 1 ok.","info test connect to gateway 2 ok."]
array(2) {
  [0]=>
  int(1)
  [1]=>
  int(1)
}
parent: 0 wrong answers, 0 errors, dialled []
bool(true)
bool(true)
