--TEST--
Stats::get() counts by gateway what went over its connections, and what was dropped
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
echo json_encode(Stats::get()), "\n";

$gateway = FakeGateway::start([[Faults::count(1), Step::silence(), Step::close(), Step::silence(), Faults::count(1)], [Faults::count(5), Step::silence()]]);
$down = FakeGateway::start();
$down->down();
$names = [$gateway->addr() => 'the gateway', $down->addr() => 'the one that is down', '127.0.0.2:1' => 'another'];
$show = function (string $title, ?int $only = null) use ($names): void {
    echo "$title\n";
    foreach (Stats::get() as $index => $entry) {
        if ($only === null || $only === $index) {
            $entry['failed'] = array_filter($entry['failed']) ?: null;
            unset($entry['lastSuccess'], $entry['dialSeconds'], $entry['requestSeconds']);
            $entry = array_filter($entry, fn(mixed $figure): bool => $figure !== 0 && $figure !== null);
            echo '  ', strtr(json_encode($entry, JSON_UNESCAPED_SLASHES), $names), "\n";
        }
    }
};

Setup::netBusAt([$gateway->addr()], 1);
echo implode(' ', array_keys((function () {
    NetBus::uniqIdCount();
    return Stats::get()[0];
})())), "\n";
$show('a request: 8 bytes there, 10 back');
NetBus::broadcast('12345');
$show('a one-way command of 15 bytes');
NetBus::uniqIdCount();
$show('a request that is repeated, because the gateway ends the connection');
try {
    NetBus::uniqIdCount();
} catch (NetsvrBusiness\Exception\SocketReceiveException) {
}
$show('a request without an answer');

Setup::netBusAt([$down->addr(), $gateway->addr()], 1);
NetBus::singleCast($down->uniqId(), 'x');
$show('a gateway that is down', 1);
NetBus::multicast(['7f00000200016621e43b00000001', '7f00000200016621e43b00000002', 'nothing like a uniqId'], 'x');
NetBus::singleCast('', 'x');
$show('clients of gateways that are not configured');
?>
--EXPECT--
[]
workerAddr openConnections parkedConnections registeredMainSockets renewingMainSockets dials failedDials reconnects takenFromParked requests failedExchanges sentFrames sentBytes receivedFrames receivedBytes droppedForUnknownGateway backoffUntil failed unconfirmed droppedEvents lastSuccess dialSeconds requestSeconds
a request: 8 bytes there, 10 back
  {"workerAddr":"the gateway","openConnections":1,"dials":1,"requests":1,"sentFrames":1,"sentBytes":8,"receivedFrames":1,"receivedBytes":10}
a one-way command of 15 bytes
  {"workerAddr":"the gateway","openConnections":1,"dials":1,"requests":1,"sentFrames":2,"sentBytes":23,"receivedFrames":1,"receivedBytes":10}
a request that is repeated, because the gateway ends the connection
  {"workerAddr":"the gateway","openConnections":1,"dials":2,"reconnects":1,"requests":3,"failedExchanges":1,"sentFrames":4,"sentBytes":39,"receivedFrames":2,"receivedBytes":20}
a request without an answer
  {"workerAddr":"the gateway","dials":2,"reconnects":1,"requests":4,"failedExchanges":2,"sentFrames":5,"sentBytes":47,"receivedFrames":2,"receivedBytes":20,"failed":{"timedOut":1}}
a gateway that is down
  {"workerAddr":"the one that is down","dials":1,"failedDials":1,"failed":{"refused":1}}
clients of gateways that are not configured
  {"workerAddr":"the gateway","dials":2,"reconnects":1,"requests":4,"failedExchanges":2,"sentFrames":5,"sentBytes":47,"receivedFrames":2,"receivedBytes":20,"failed":{"timedOut":1}}
  {"workerAddr":"the one that is down","dials":1,"failedDials":1,"failed":{"refused":1}}
  {"workerAddr":"another","droppedForUnknownGateway":2,"failed":{"unknownGateway":2}}
  {"workerAddr":"","droppedForUnknownGateway":2,"failed":{"unknownGateway":2}}
