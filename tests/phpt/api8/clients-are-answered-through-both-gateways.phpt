--TEST--
API 8: events arrive and answers reach clients of a gateway 5.x and of an 8.x, on every host; SIGTERM unregisters
--INI--
netsvr.api=8
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrProtocol\ConnOpen;
use NetsvrProtocol\Transfer;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
foreach (['5', '8'] as $generation) {
    ini_set('netsvr.gateway', $generation);
    Host::each(function (Host $host) use ($generation): void {
        echo "  gateway $generation\n";
        $gateway = DevGate::start('--gateway', $generation);
        $business = Business::start(
            $host,
            [$gateway->workerAddr],
            onOpen: fn(ConnOpen $open, BusinessProcess $me) => $me->report('onOpen, from ' . strtok($open->getRemoteAddr(), ':')),
            onMessage: function (Transfer $transfer): void {
                NetBus::singleCast($transfer->getUniqId(), 'echo of ' . $transfer->getData());
                if ($transfer->getData() === 'last') {
                    NetBus::broadcast('to all');
                }
            },
            onClose: fn() => null,
            taskAddrs: [$gateway->taskAddr]
        );
        $business->until('register');
        $client = $gateway->client();
        $business->printUntil('onOpen');
        foreach (['first', 'last'] as $text) {
            $client->send($text);
            echo '  client received ', $client->receive(5.0), "\n";
        }
        echo '  client received ', $client->receive(5.0), "\n";
        $business->signal(SIGTERM);
        $lines = [...$business->until('main unregister to the gateway ok'), ...$business->until('run() has returned')];
        echo preg_grep('~^NOT REPORTED~', $lines) ? implode("\n", $lines) : '  unregistered', "\n";
    });
}
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  gateway 5
  onOpen, from 127.0.0.1
  client received echo of first
  client received echo of last
  client received to all
  unregistered
own loop, Workerman 4, Workerman 5
  gateway 8
  onOpen, from 127.0.0.1
  client received echo of first
  client received echo of last
  client received to all
  unregistered
