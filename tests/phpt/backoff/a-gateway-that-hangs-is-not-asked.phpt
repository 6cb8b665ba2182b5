--TEST--
A gateway that takes everything and answers nothing: after two queries it is passed over, one-way messages still go there, and it is asked again when its pause is over
--EXTENSIONS--
netsvr
--INI--
netsvr.timeout_backoff_ms=2000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);

function ask(string $title): void
{
    $start = microtime(true);
    try {
        $result = json_encode(array_column(NetBus::uniqIdCount(), 'count'));
    } catch (SocketReceiveException $thrown) {
        $result = match (1) {
            preg_match('~ was not asked: it has left \d+ queries in a row without an answer, and hangs since ~', $thrown->getPrevious()->getMessage()) => 'not asked',
            default => $thrown->getPrevious()->getMessage() === '' ? '' : 'no answer',
        };
    }
    $took = microtime(true) - $start;
    echo "$title: $result, ", $took < 1.5 ? 'at once' : ($took < 6 ? 'after a while' : 'LATE'), "\n";
}

// A connection for each query, one for the small question beside the second, one for the message and what comes later.
$silent = [Step::silence()];
$hangs = FakeGateway::start([$silent, $silent, $silent, [Step::silence(), Faults::count(2), Faults::count(2)], [Faults::count(0)]]);
$fine = FakeGateway::start([array_fill(0, 9, Faults::count(1))]);
$logger = Setup::netBusAt([$fine->addr(), $hangs->addr()], 2);
ask('first');
ask('second');
ask('third');
ask('fourth');
NetBus::broadcast('it is spoken to');
$bodies = array_column($hangs->frames(4), 'body');
echo 'frames of the one that hangs: ', count($bodies), "\n";
echo 'lines: ', count(preg_grep('~receive from ' . $hangs->addr() . ' failed~', $logger->take())), "\n";
usleep(2_100_000);
ask('when the pause is over');
ask('from then on');
?>
--EXPECT--
first: no answer, after a while
second: no answer, after a while
third: not asked, at once
fourth: not asked, at once
frames of the one that hangs: 4
lines: 4
when the pause is over: [1,2], at once
from then on: [1,2], at once
