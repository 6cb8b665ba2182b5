--TEST--
100,000 messages of 50 clients are all answered, unchanged, once, in order per client
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
use Netsvr\LimitReq;
use Netsvr\Transfer;

Setup::endAfter(170);
$wsload = dirname(DevGate::path()) . '/wsload';
// In turn: they share the processors.
foreach (Host::cases() as $host) {
    Host::each(function (Host $host) use ($wsload): void {
        $gateway = DevGate::start();
        $business = Business::start(
            $host,
            [$gateway->workerAddr],
            onOpen: fn() => null,
            onMessage: fn(Transfer $transfer) => NetBus::singleCast($transfer->getUniqId(), $transfer->getData()),
            onClose: fn() => null,
            started: fn() => NetBus::limit((new LimitReq())->setOnMessage(10_000_000)->setOnOpen(10_000))
        );
        $business->printUntil('register');
        $said = shell_exec("$wsload --greet --clients 50 --messages 2000 --timeout 50 $gateway->url 2>&1");
        echo '  ', trim((string)$said), "\n";
        $business->printStop();
    }, $host);
}
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  info main register to the gateway ok.
  sent 100000 answered 100000 wrong 0
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
Workerman 4
  info main connect to the gateway ok.
  info main register to the gateway ok.
  sent 100000 answered 100000 wrong 0
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  sent 100000 answered 100000 wrong 0
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
