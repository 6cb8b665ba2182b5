--TEST--
start() with two of three gateways whose hosts answer nothing to a dial: the third one's events are handled before the others' time is over; the dials go on in the loop, and fail there
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);

Host::each(function (Host $host): void {
    // Listens, but nobody accepts, and the queue is full: the kernel drops what asks for another connection.
    [$gone, $queued, $addrs] = [[], [], []];
    foreach ([1, 2] as $number) {
        $context = stream_context_create(['socket' => ['backlog' => 0]]);
        $listener = stream_socket_server('tcp://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
        $addrs[] = $addr = (string)stream_socket_get_name($listener, false);
        $gone[] = $listener;
        foreach ([1, 2, 3] as $client) {
            $queued[] = @stream_socket_client("tcp://$addr", $code, $message, 0.1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
        }
    }
    usleep(100_000);
    $there = FakeGateway::start([[GatewayFrames::registered('three')], []]);
    $began = microtime(true);
    $business = Business::start(
        $host,
        [...$addrs, $there->addr()],
        timeout: 10,
        started: fn(BusinessProcess $me, bool $started) => $me->report('start() returned ' . var_export($started, true))
    );
    $there->frames(1);
    $there->push(GatewayFrames::open('ann'));
    $business->printUntil('ann');
    $took = microtime(true) - $began;
    echo $took < 6.0 ? "  long before the others' time was over\n" : "  AFTER $took s\n";
    $lines = [...$business->until('failed', 20), ...$business->until('failed', 20)];
    sort($lines);
    echo '  ', implode("\n  ", $lines), "\n";
    $business->signal(SIGTERM);
    echo $business->status() === '0' ? '' : "  NOT ENDED IN ORDER\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to gateway 3 ok.
  info main register to gateway 3 ok.
  start() returned true
  onOpen ann
  long before the others' time was over
  error main connect to gateway 1 failed.
  error main connect to gateway 2 failed.
