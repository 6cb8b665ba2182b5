--TEST--
registerAtMost(): of two processes one stands by; it registers before the other one, which stops, has unregistered, and when the other one is killed
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(100);
Host::each(function (Host $host): void {
    foreach ([SIGTERM, SIGKILL] as $signal) {
        // a gateway for each: what is asked for is what is done for the same gateways
        $gateway = DevGate::start();
        $start = static fn(): Business => Business::start(
            $host,
            [$gateway->workerAddr],
            prepare: static fn(BusinessProcess $me) => $me->manager->registerAtMost(1),
            tick: static fn() => null
        );
        $first = $start();
        $first->until('register to the gateway ok.');
        $second = $start();
        // long enough for one that does not stand by
        usleep(400_000);
        echo '  ', $second->next(0.0) === null ? 'stands by' : 'HAS REGISTERED', "\n";
        if ($signal === SIGTERM) {
            $first->signal($signal);
        } else {
            $first->kill();
        }
        $lines = $second->until('register to the gateway ok.');
        echo '  ', end($lines), "\n";
        if ($signal === SIGTERM) {
            $lines = $first->until('run() has returned');
            echo '  ', implode("\n  ", $lines), "\n";
        }
        $client = $gateway->client();
        $second->until("open $client->uniqId");
        $second->signal(SIGTERM);
        $second->until('run() has returned');
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  stands by
  info main register to the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  stands by
  info main register to the gateway ok.