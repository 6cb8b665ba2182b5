--TEST--
An answer that was asked for with send() and never received is not taken for that of the next query
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(30);
$online = static fn(string $uniqId): Step => Step::answer(Faults::strings([$uniqId]));
$request = pack('N', Faults::CHECK_ONLINE) . Faults::strings(['by hand']);
$gateway = FakeGateway::start([
    [$online('by hand')->delayed(300), $online('too late')->delayed(1200)],
    [$online('first'), $online('by hand'), $online('second')],
]);
$faults = Faults::bind(5, $gateway);
[$socket] = array_values(Container::getInstance()->get(TaskSocketMangerInterface::class)->getSockets());

$faults->call('sent', fn() => $socket->send($request));
$faults->call('a query', fn() => NetBus::checkOnline(['first']));
$faults->log();
$faults->call('sent', fn() => $socket->send($request));
$faults->call('received', fn() => strlen($socket->receive()));
$faults->call('a query', fn() => NetBus::checkOnline(['second']));
$faults->log();
?>
--EXPECT--
sent: true
a query: ["first"]
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  info test connect to the gateway ok.
sent: true
received: 13
a query: ["second"]
