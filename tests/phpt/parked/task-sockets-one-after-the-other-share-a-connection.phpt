--TEST--
Task sockets of one gateway, one after the other, share one connection; only the first says that it connects
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(30);
$answers = [Faults::count(1), Step::silence(), Faults::count(2), Step::silence(), Faults::count(3), Step::silence()];
$gateway = FakeGateway::start([$answers]);
for ($request = 0; $request < 3; $request++) {
    // What a request of php-fpm does: its container, its manager, its sockets.
    $logger = Setup::netBusAt([$gateway->addr()]);
    echo NetBus::uniqIdCount()[0]['count'], ' ';
    NetBus::broadcast("from $request");
    echo str_replace($gateway->addr(), 'the gateway', json_encode($logger->take(), JSON_UNESCAPED_SLASHES)), "\n";
}
// A task socket that is never used takes nothing.
$idle = Setup::taskSocket($gateway->addr(), $logger);
var_dump($idle->isConnected());
unset($idle);
Setup::bind(new stdClass());

$gateway->frames(6);
echo 'connections: ', count($gateway->connections()), "\n";
$stats = Stats::get()[0];
echo json_encode(array_intersect_key($stats, array_flip(['openConnections', 'parkedConnections', 'dials', 'reconnects', 'takenFromParked']))), "\n";
?>
--EXPECT--
1 ["info test connect to the gateway ok."]
2 []
3 []
bool(false)
connections: 1
{"openConnections":1,"parkedConnections":1,"dials":1,"reconnects":0,"takenFromParked":2}
