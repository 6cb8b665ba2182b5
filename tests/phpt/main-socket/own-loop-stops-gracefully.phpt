--TEST--
SIGTERM or SIGINT during a handler: the event in hand is finished, then unregister; events that had come are handled
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
$handler = fn(FakeGateway $gateway): Closure => function (Transfer $transfer, BusinessProcess $me) use ($gateway): void {
    $me->report('begins ' . $transfer->getData());
    // A signal ends a sleep.
    for ($until = microtime(true) + 0.3; microtime(true) < $until;) {
        usleep(10_000);
    }
    NetBus::singleCast($gateway->uniqId(), 'answer to ' . $transfer->getData());
    $me->report('ends ' . $transfer->getData());
};
Host::each(function (Host $host) use ($handler): void {
    foreach (['SIGTERM' => SIGTERM, 'SIGINT' => SIGINT] as $title => $signal) {
        echo "  $title\n";
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $business = Business::start($host, [$gateway->addr()], onMessage: $handler($gateway));
        $business->printUntil('register');
        $gateway->push(implode('', array_map(fn(int $i): string => GatewayFrames::message('ann', "$i"), range(1, 3))));
        $business->printUntil('begins');
        $business->printStop($signal);
        GatewayFrames::print($gateway->frames());
    }

    echo "  more than there is time for\n";
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start($host, [$gateway->addr()], onMessage: $handler($gateway), timeout: 1);
    $business->until('register');
    $gateway->push(implode('', array_map(fn(int $i): string => GatewayFrames::message('ann', "$i"), range(1, 30))));
    $business->until('begins');
    $start = microtime(true);
    $business->signal(SIGTERM);
    $lines = $business->until('closed: ');
    echo '  ', preg_replace('~ \d+ events~', ' N events', end($lines)), "\n";
    $business->printEnd();
    echo microtime(true) - $start < 6 ? '' : "  LATE\n";
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  SIGTERM
  info main connect to the gateway ok.
  info main register to the gateway ok.
  begins 1
  ends 1
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  begins 2
  ends 2
  begins 3
  ends 3
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast answer to 1, Unregister conn-1, SingleCast answer to 2, SingleCast answer to 3
  connection 1 sent Unregister conn-1
  SIGINT
  info main connect to the gateway ok.
  info main register to the gateway ok.
  begins 1
  ends 1
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  begins 2
  ends 2
  begins 3
  ends 3
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast answer to 1, Unregister conn-1, SingleCast answer to 2, SingleCast answer to 3
  connection 1 sent Unregister conn-1
  more than there is time for
  warning main main socket to the gateway closed: 0 frames were not sent, N events were not handled.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
