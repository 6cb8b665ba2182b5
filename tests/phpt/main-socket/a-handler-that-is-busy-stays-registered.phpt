--TEST--
A handler is busy for three times as long as the gateway waits: the process stays registered, and handles what came meanwhile in order
--EXTENSIONS--
posix
--INI--
netsvr.handler_max_ms=20000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

const EVENTS = 1500;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start('--read-deadline', '2', '--send-deadline', '4');
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: fn() => null,
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $data = $transfer->getData();
            if ($data === 'block') {
                // without the thread the second one would wait for the end of the turn
                NetBus::singleCast($transfer->getUniqId(), 'first');
                NetBus::singleCast($transfer->getUniqId(), 'second');
                $me->report('is busy');
                $me->keepBusy(6.5);
                return;
            }
            $me->notes['inOrder'] = ($me->notes['inOrder'] ?? true) && (int)$data === ($me->notes['count'] ?? 0);
            $me->notes['count'] = ($me->notes['count'] ?? 0) + 1;
            if ($me->notes['count'] === EVENTS) {
                $me->report($me->notes['inOrder'] ? 'all events in order' : 'OUT OF ORDER');
            }
        },
        onClose: fn() => null,
        heartbeat: 250
    );
    $business->printUntil('register to');
    $client = $gateway->client();
    $client->send('block');
    $business->printUntil('busy');
    // more than the system takes for a process that does not read
    for ($i = 0; $i < EVENTS; $i++) {
        $client->send(sprintf('%08d', $i) . str_repeat('x', 10_000));
    }
    echo '  ', $client->receive(5), ', ', $client->receive(5), "\n";
    $business->printUntil('order', 20);
    $business->printStop();
    $gateway->stop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  is busy
  first, second
  all events in order
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
