--TEST--
A handler that is busy for longer than netsvr.handler_max_ms: its heartbeats end with an error line, siblings get the events, and it comes back
--EXTENSIONS--
posix
--INI--
netsvr.handler_max_ms=1000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(80);
Host::each(function (Host $host): void {
    $gateway = DevGate::start('--read-deadline', '2');
    $log = (string)tempnam(sys_get_temp_dir(), 'netsvr-error-log-');
    $hangs = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: fn() => null,
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $me->report('begins ' . $transfer->getData());
            $me->keepBusy(9);
        },
        onClose: fn() => null,
        heartbeat: 200,
        prepare: fn() => ini_set('error_log', $log),
    );
    $hangs->printUntil('register to');
    $client = $gateway->client();
    $client->send('long work');
    $hangs->printUntil('begins');
    $sibling = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: fn() => null,
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report($transfer->getData()),
        onClose: fn() => null,
        heartbeat: 200
    );
    $sibling->until('register to');
    $waits = microtime(true) + 4;
    while (filesize($log) === 0 && microtime(true) < $waits) {
        usleep(20_000);
        clearstatcache();
    }
    // its last heartbeat was at most 200 ms ago
    usleep(4_500_000);
    // a client that has been silent for so long, too, is gone
    $client = $gateway->client();
    for ($i = 1; $i <= 4; $i++) {
        $client->send("event $i");
    }
    echo "  its sibling:\n";
    $sibling->printUntil('event 4');
    $lines = file($log) ?: [];
    unlink($log);
    $expected = '~^\[\d\d-[A-Z][a-z][a-z]-\d{4} \d\d:\d\d:\d\d UTC] netsvr: main socket to ' . preg_quote($gateway->workerAddr)
        . ': PHP code of process \d+ has been busy for [1-3]\.\d seconds, longer than netsvr\.handler_max_ms allows \(1000 ms\): '
        . 'its heartbeats end, and the gateway will forget it\.$~';
    echo count($lines) === 1 && preg_match($expected, $lines[0]) === 1 ? "  one line in the error log\n" : implode('', $lines);
    echo "  it itself:\n";
    // "had closed" is said by a heartbeat that was due before anything was read
    echo preg_replace(['~busy for \d\.\d~', '~had closed~'], ['busy for N', 'closed'], implode('', array_map(
        static fn(string $line): string => "  $line\n",
        $hangs->until('register to', 15)
    )));
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  begins long work
  its sibling:
  event 1
  event 2
  event 3
  event 4
  one line in the error log
  it itself:
  error main main socket to the gateway: PHP code was busy for N seconds, longer than netsvr.handler_max_ms allows (1000 ms): its heartbeats had ended. Do long work elsewhere, or raise netsvr.handler_max_ms.
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
