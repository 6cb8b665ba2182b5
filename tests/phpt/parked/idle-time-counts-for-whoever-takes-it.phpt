--TEST--
A parked connection that has been idle longer than the taker's maxIdleTime, or the giver's, is not used
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$gateway = FakeGateway::start();
$other = FakeGateway::start();
$push = function (FakeGateway $gateway, int $maxIdleTime): string {
    $logger = Setup::netBusAt([$gateway->addr()], 5, $maxIdleTime);
    NetBus::broadcast('x');
    Setup::bind(new stdClass());
    return $logger->take() === [] ? 'taken' : 'dialled';
};
$parked = fn(): string => implode(' ', array_column(Stats::get(), 'parkedConnections'));
echo $push($gateway, 117), ' ', $push($gateway, 117), "\n";
sleep(3);
echo 'taker: ', $push($gateway, 1), ", parked: ", $parked(), "\n";
// It may be idle for a second, and is closed at the next occasion.
sleep(3);
echo 'another gateway: ', $push($other, 117), ", parked: ", $parked(), "\n";
echo 'giver: ', $push($gateway, 117), ", parked: ", $parked(), "\n";
echo 'open: ', implode(' ', array_map(
    fn(FakeGateway $gateway): int => count(array_filter(array_column($gateway->connections(), 'open'))),
    [$gateway, $other]
)), "\n";
?>
--EXPECT--
dialled taken
taker: dialled, parked: 1
another gateway: dialled, parked: 0 1
giver: dialled, parked: 1 1
open: 1 1
