--TEST--
Stats::get() and pool() count the frames that were written on a connection that broke before anything was answered behind them
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

Setup::endAfter(40);
$gateway = FakeGateway::start([[Faults::count(1)]]);
Setup::netBusAt([$gateway->addr()], 1);
NetBus::uniqIdCount();
for ($i = 0; $i < 3; $i++) {
    NetBus::broadcast("message $i");
}
$gateway->frames(4);
echo 'while it is there: ', Stats::get()[0]['unconfirmed'], "\n";
$gateway->resetConnections();
NetBus::broadcast('the next one finds out');
echo 'when it is gone: ', Stats::get()[0]['unconfirmed'], ' in all: ', Stats::pool()[0]['unconfirmed'], "\n";
?>
--EXPECT--
while it is there: 0
when it is gone: 3 in all: 3
