--TEST--
What a handler changes at the gateway leaves before its next query, which devgate answers after it
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
use Netsvr\ConnInfoUpdate;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start();
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: fn() => null,
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $stale = 0;
            for ($i = 1; $i <= 20; $i++) {
                $update = (new ConnInfoUpdate())->setUniqId($transfer->getUniqId())->setNewCustomerId("c$i");
                NetBus::connInfoUpdate($update);
                // Nothing else would let it leave meanwhile.
                usleep(20_000);
                $info = NetBus::connInfo([$transfer->getUniqId()]);
                $stale += $info[$transfer->getUniqId()]['customerId'] === "c$i" ? 0 : 1;
            }
            $me->report("stale: $stale");
        }
    );
    $business->until('register');
    $client = $gateway->client();
    $client->send('go');
    $business->printUntil('stale');
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info task connect to the gateway ok.
  stale: 0
