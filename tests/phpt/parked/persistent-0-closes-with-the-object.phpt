--TEST--
netsvr.persistent=0: a task socket that goes away closes its connection and says so
--EXTENSIONS--
netsvr
--INI--
netsvr.persistent=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = FakeGateway::start([[Faults::count(1)], [Faults::count(2)]]);
for ($request = 0; $request < 2; $request++) {
    $logger = Setup::netBusAt([$gateway->addr()]);
    echo NetBus::uniqIdCount()[0]['count'], "\n";
    Setup::bind(new stdClass());
    echo str_replace($gateway->addr(), 'the gateway', implode("\n", $logger->take())), "\n";
}
echo 'connections: ', count($gateway->connections()), "\n";
var_dump(Stats::get()[0]['openConnections']);
?>
--EXPECT--
1
info test connect to the gateway ok.
info test close connection the gateway ok.
2
info test connect to the gateway ok.
info test close connection the gateway ok.
connections: 2
int(0)
