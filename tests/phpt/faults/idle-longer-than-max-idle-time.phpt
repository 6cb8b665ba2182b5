--TEST--
A connection that has been idle longer than maxIdleTime is replaced before it is used
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$gateway = FakeGateway::start([[Faults::count(1), Faults::count(2)], [Step::silence(), Faults::count(4)]]);
$logger = Setup::netBusAt([$gateway->addr()], 5, 2);
$count = fn(): int => NetBus::uniqIdCount()[0]['count'];
echo $count(), ' ', $count(), "\n";
sleep(4);
NetBus::broadcast('arrives');
echo $count(), "\n";
echo str_replace($gateway->addr(), 'the gateway', implode("\n", $logger->take())), "\n";
$frames = array_map(fn(array $frame): string => "$frame[connection]:$frame[cmd]", $gateway->frames());
echo implode(' ', $frames), "\n";
?>
--EXPECT--
1 2
4
info test connect to the gateway ok.
info test close connection the gateway ok.
info test connect to the gateway ok.
0:900003007 0:900003007 1:900002003 1:900003007
