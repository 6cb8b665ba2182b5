--TEST--
Whoever is at the address takes a message and closes: the first connection's end is an error line and a failed attempt, and the next message fails
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(60);

/** Sends until something is said, and shows what. */
function push(string $title, string $addr, string $on): void
{
    echo "$title, $on\n";
    ini_set('netsvr.on_send_failure', $on);
    $logger = Setup::netBusAt([$addr], 1);
    $show = static fn(string $text): string => preg_replace(
        ['~since .* UTC|before .* UTC~', '~in \d+ ms~', '~ in \S+ on line \d+$~'],
        ['at …', 'in …', ''],
        str_replace($addr, 'the address', $text),
    );
    for ($i = 1; $i <= 3; $i++) {
        try {
            NetBus::broadcast("message $i");
        } catch (SocketSendException $thrown) {
            echo "  message $i: ", $show($thrown->getMessage()), "\n";
        }
        usleep(300_000);
    }
    foreach ($logger->records as [$level, $message]) {
        $lines = explode("\n", str_replace($addr, 'the address', $message));
        if ($level === 'error' && $on === 'log') {
            echo "  $level $lines[0]", isset($lines[1]) ? "\n    " . $show($lines[1]) : '', "\n";
        }
    }
    $stats = array_column(Stats::get(), null, 'workerAddr')[$addr];
    echo "  dials $stats[dials], failed $stats[failedDials], ", $stats['backoffUntil'] === null ? 'no pause' : 'pause', "\n";
}

foreach (['log', 'throw'] as $on) {
    $peer = FakeGateway::start([[Step::close()]]);
    push('one that closes', $peer->addr(), $on);
    $peer = FakeGateway::start([[Step::reset()]]);
    push('one that resets', $peer->addr(), $on);
    $peer = FakeGateway::start([[Step::raw("HTTP/1.1 400 Bad Request\r\n\r\n")]]);
    push('a web server', $peer->addr(), $on);
    $gateway = DevGate::start();
    push('the websocket port', (string)preg_replace('~^ws://([^/]+)/.*~', '$1', $gateway->url), $on);
}
?>
--EXPECT--
one that closes, log
  error test connect to the address failed.
    71 --> the other side closed the connection after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server; 1 failed attempt at … (in …)
  error test send to the address failed.
    0 --> not connected
  error test connect to the address failed.
    71 --> not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  error test send to the address failed.
    0 --> not connected
  dials 1, failed 1, pause
one that resets, log
  error test connect to the address failed.
    71 --> the other side broke the connection off after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server; 1 failed attempt at … (in …)
  error test send to the address failed.
    0 --> not connected
  error test connect to the address failed.
    71 --> not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  error test send to the address failed.
    0 --> not connected
  dials 1, failed 1, pause
a web server, log
  error test connect to the address failed.
    71 --> the other side sent something that was not asked for, beginning with "HTTP" after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server; 1 failed attempt at … (in …)
  error test send to the address failed.
    0 --> not connected
  error test connect to the address failed.
    71 --> not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  error test send to the address failed.
    0 --> not connected
  dials 1, failed 1, pause
the websocket port, log
  error test connect to the address failed.
    71 --> the other side sent something that was not asked for, beginning with "HTTP" after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server; 1 failed attempt at … (in …)
  error test send to the address failed.
    0 --> not connected
  error test connect to the address failed.
    71 --> not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  error test send to the address failed.
    0 --> not connected
  dials 1, failed 1, pause
one that closes, throw
  message 2: connect to the address failed: the other side closed the connection after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
  message 3: connect to the address failed: not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  dials 1, failed 1, pause
one that resets, throw
  message 2: connect to the address failed: the other side broke the connection off after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
  message 3: connect to the address failed: not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  dials 1, failed 1, pause
a web server, throw
  message 2: connect to the address failed: the other side sent something that was not asked for, beginning with "HTTP" after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
  message 3: connect to the address failed: not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  dials 1, failed 1, pause
the websocket port, throw
  message 2: connect to the address failed: the other side sent something that was not asked for, beginning with "HTTP" after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
  message 3: connect to the address failed: not dialled: not reachable at … (1 failed attempt, the last one: whoever is there is no gateway), next attempt in … (netsvr.backoff_max_ms)
  dials 1, failed 1, pause
