--TEST--
A gateway 8.x is killed and comes back: main sockets register again, and messages go out, without a line that is wrong
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

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
        onOpen: fn(ConnOpen $open, BusinessProcess $me) => $me->report('open'),
        onMessage: fn(Transfer $transfer) => NetBus::singleCast($transfer->getUniqId(), $transfer->getData())
    );
    $business->printUntil('register');
    foreach (['before', 'behind'] as $data) {
        $client = $gateway->client();
        $business->printUntil('open');
        $client->send($data);
        echo '  received ', $client->receive(5), "\n";
        if ($data === 'before') {
            $gateway->restart();
            foreach ($business->until('register to', 15) as $line) {
                // it may be tried before the gateway is there
                echo str_contains($line, 'connect to the gateway failed') ? '' : "  $line\n";
            }
        }
    }
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  open
  received before
  info task connect to the gateway ok.
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  open
  received behind
  info task close connection the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
