--TEST--
Main sockets of a gateway 8.x forward events and carry no commands: what handlers send goes over the task port, and the stop takes the registration back
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start('--gateway', '8');
    Setup::gatewaysAre($gateway);
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: function (ConnOpen $open, BusinessProcess $me): void {
            $me->report("open, from {$open->getRemoteAddr()}, protocols " . count($open->getSubProtocol())
                . ", forwarded '{$open->getXForwardedFor()}', real '{$open->getXRealIp()}'");
        },
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            NetBus::singleCast($transfer->getUniqId(), "to you: {$transfer->getData()}");
            if ($transfer->getData() === 'all') {
                NetBus::broadcast('to all');
            }
        },
        onClose: fn(ConnClose $close, BusinessProcess $me) => $me->report('close')
    );
    $business->printUntil('register');
    $client = $gateway->client();
    $business->printUntil('open');
    foreach (['one', 'two', 'all'] as $data) {
        $client->send($data);
        echo '  received ', $client->receive(5), "\n";
    }
    echo '  received ', $client->receive(5), "\n";
    $client->close();
    $business->printUntil('close');
    $business->printStop();
    $gateway->stop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  open, from 127.0.0.1, protocols 0, forwarded '', real ''
  received to you: one
  received to you: two
  received to you: all
  received to all
  info task connect to the gateway ok.
  close
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
