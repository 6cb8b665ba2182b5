--TEST--
A gateway killed while events flow and restarted: registered again, events flow, casts and queries work
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start();
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: fn() => null,
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
            if ($transfer->getData() === 'ask') {
                NetBus::singleCast($transfer->getUniqId(), 'online: ' . array_sum(array_column(NetBus::uniqIdCount(), 'count')));
            }
        },
        onClose: fn() => null
    );
    $business->printUntil('register');
    $client = $gateway->client();
    $client->send('ask');
    echo '  ', $client->receive(5), ', ', $client->receive(5), "\n";
    for ($i = 0; $i < 2000; $i++) {
        $client->send("message $i");
    }
    echo '  ', $client->receive(5), "\n";
    $gateway->restart();
    $lines = array_filter($business->until('register to the gateway ok'), fn(string $line): bool => str_starts_with($line, 'info main'));
    // More of them when a try came before the gateway was back.
    echo '  ', implode("\n  ", array_unique($lines)), "\n";
    $client = $gateway->client();
    $client->send('ask');
    echo '  ', $client->receive(5), ', ', $client->receive(5), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  ask, online: 1
  message 0
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  ask, online: 1
