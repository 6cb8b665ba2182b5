--TEST--
A gateway that is stopped for less than sendReceiveTimeout and goes on: nothing is lost, and nothing said
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start();
    $client = $gateway->client();
    $sent = 0;
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report("got {$transfer->getData()}"),
        heartbeat: 150,
        timeout: 4,
        tick: function () use ($client, &$sent): void {
            // not over a task socket
            $isRegistered = (Stats::get()[0]['registeredMainSockets'] ?? 0) === 1;
            if ($isRegistered && $sent < 20) {
                NetBus::singleCast($client->uniqId, 'number ' . ++$sent);
            }
        },
        tickInterval: 50
    );
    $business->until('register to');
    $gateway->suspend();
    usleep(1_800_000);
    $gateway->resume();
    foreach (range(1, 20) as $number) {
        $got = $client->receive(5.0);
        echo $got === "number $number" ? '' : "  NOT $number BUT $got\n";
    }
    $client->send('hello');
    $business->printUntil('got');
    $business->printStop();
    $gateway->stop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  got hello
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
