--TEST--
A gateway 5.x and an 8.x at the same time: one-way commands go over the main socket of the one and the task socket of the other
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
    $gateways = [DevGate::start(), DevGate::start('--gateway', '8')];
    Setup::gatewaysAre(...$gateways);
    $business = Business::start(
        $host,
        array_column(array_map(get_object_vars(...), $gateways), 'workerAddr'),
        onOpen: fn(ConnOpen $open, BusinessProcess $me) => $me->report("open, from {$open->getRemoteAddr()}"),
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            match ($transfer->getData()) {
                'all' => NetBus::broadcast('to all'),
                'count' => $me->report(json_encode(array_column(NetBus::uniqIdCount(), 'count'))),
                'flush' => $me->report(json_encode(array_column(NetBus::flush(), 'acceptedOnly'))),
                default => NetBus::multicast(explode(' ', $transfer->getData()), 'to both'),
            };
        },
        started: fn(BusinessProcess $me) => $me->report('started')
    );
    $business->until('started');
    [$ann, $bob] = [$gateways[0]->client(), $gateways[1]->client()];
    $business->printUntil('open');
    $business->printUntil('open');
    $ann->send('all');
    echo "  ", $ann->receive(5), ', ', $bob->receive(5), "\n";
    $bob->send("$ann->uniqId $bob->uniqId");
    echo '  ', $ann->receive(5), ', ', $bob->receive(5), "\n";
    $bob->send('count');
    $business->printUntil('[');
    $bob->send('flush');
    $business->printUntil('[');
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  open, from 127.0.0.1
  open, from 127.0.0.1
  to all, to all
  to both, to both
  info task connect to gateway 2 ok.
  info task connect to gateway 1 ok.
  [1,1]
  [false,true]
  info main unregister to gateway 1 ok.
  info main unregister to gateway 2 ok.
  info main close connection gateway 1 ok.
  info main close connection gateway 2 ok.
  info task close connection gateway 1 ok.
  info task close connection gateway 2 ok.
  run() has returned
  ended: exit 0
