--TEST--
Forks share which gateways are down: one that meets such a gateway spares all others the attempt, one that reaches it ends the pause
--EXTENSIONS--
netsvr
pcntl
posix
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);

/** Runs something in a fork and waits for it. Its other siblings go on meanwhile. */
function inFork(string $name, Closure $run): void
{
    $pid = pcntl_fork();
    if ($pid === 0) {
        echo "$name: ", $run(), "\n";
        posix_kill(posix_getpid(), SIGKILL);
    }
    pcntl_waitpid($pid, $status);
}

$gateway = FakeGateway::start([[Faults::count(1)], [Faults::count(2)], [Faults::count(3)]]);
$gateway->down();
$logger = Setup::netBusAt([$gateway->addr()]);
$socket = Setup::taskSocket($gateway->addr(), $logger);

$ask = static function (): string {
    try {
        $answer = 'answer ' . NetBus::uniqIdCount()[0]['count'];
    } catch (NetsvrBusiness\Exception\SocketReceiveException $thrown) {
        $answer = preg_match('~not dialled: not reachable since .* \((\d+) failed attempts?~', $thrown->getPrevious()->getMessage(), $found) === 1
            ? "not dialled after $found[1]"
            : 'dialled';
    }
    ['dials' => $dials, 'backoffUntil' => $until] = Stats::get()[0];
    return "$answer, $dials dials, " . ($until === null ? 'no pause' : 'pause');
};
inFork('the first', $ask);
inFork('the second', $ask);
inFork('a third', $ask);
inFork('one that insists', static fn(): string => $socket->connect() ? 'connected' : 'not connected');
inFork('a fourth', $ask);
$gateway->up();
inFork('one that insists', static fn(): string => $socket->connect() ? 'connected' : 'not connected');
inFork('a fifth', $ask);
echo 'the parent: ', $ask(), "\n";
?>
--EXPECT--
the first: dialled, 1 dials, pause
the second: not dialled after 1, 0 dials, pause
a third: not dialled after 1, 0 dials, pause
one that insists: not connected
a fourth: not dialled after 2, 0 dials, pause
one that insists: connected
a fifth: answer 2, 1 dials, no pause
the parent: answer 3, 1 dials, no pause
