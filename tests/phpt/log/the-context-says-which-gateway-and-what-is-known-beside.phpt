--TEST--
The context of a log line: gateway, errno, elapsed_ms, attempt, frames, bytes and the exception, where they are known
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=60000
netsvr.backoff_max_ms=60000
netsvr.max_packet_size=1000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ContextLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);

function bound(string ...$addrs): ContextLogger
{
    $logger = new ContextLogger();
    $manager = new TaskSocketManger();
    foreach ($addrs as $addr) {
        $manager->addSocket(Setup::taskSocket($addr, $logger, 1));
    }
    Setup::bind($manager);
    return $logger;
}

function query(): void
{
    try {
        NetBus::uniqIdCount();
        echo "ANSWERED\n";
    } catch (SocketReceiveException) {
    }
}

$refusing = FakeGateway::start();
$refusing->down();
$logger = bound($refusing->addr());
NetBus::broadcast('x');
$logger->print('refused', [$refusing->addr() => 'A']);
NetBus::broadcast('x');
$logger->print('not dialled while the pause is on', [$refusing->addr() => 'A']);
$socket = Setup::taskSocket($refusing->addr(), $logger, 1);
$socket->connect();
$logger->print('dialled all the same', [$refusing->addr() => 'A']);

// A listener whose queue is full: the kernel drops what would connect.
$full = stream_socket_server(
    'tcp://127.0.0.1:0',
    $errno,
    $error,
    STREAM_SERVER_BIND | STREAM_SERVER_LISTEN,
    stream_context_create(['socket' => ['backlog' => 0]])
);
$addr = stream_socket_get_name($full, false);
$waiting = [];
for ($i = 0; $i < 8; $i++) {
    $waiting[] = stream_socket_client("tcp://$addr", $errno, $error, 1, STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
}
usleep(50_000);
$logger = bound($addr);
NetBus::broadcast('x');
$logger->print('not accepted in time', [$addr => 'B'], [1000, 1000]);

$scripts = [
    'silent' => [Faults::count(1), Step::silence()],
    'too large' => [Faults::count(1), Step::answer('x')->claimingLength(200_000_000)],
    'cut short' => [Faults::count(1), Step::answer(Faults::countBody(1))->truncated(6)->thenClose()],
];
foreach ($scripts as $title => $script) {
    $gateway = FakeGateway::start([$script]);
    $logger = bound($gateway->addr());
    NetBus::uniqIdCount();
    $logger->print('connected', [$gateway->addr() => 'C']);
    query();
    $logger->print($title, [$gateway->addr() => 'C'], [1000, 1000]);
    $gateway->stop();
}

// The gateway's end breaks the connection off with two messages in it, of which one more call hears. What was written more than
// 100 ms ago has been looked at: on a machine that is too slow for that, once more.
for ($deadline = microtime(true) + 30; microtime(true) < $deadline;) {
    $gateway = FakeGateway::start([[Faults::count(1)], []]);
    $logger = bound($gateway->addr());
    $start = microtime(true);
    NetBus::uniqIdCount();
    NetBus::broadcast('one');
    NetBus::broadcast('two');
    $gateway->frames(3);
    $gateway->resetConnections();
    $logger->take();
    NetBus::broadcast('three');
    if (microtime(true) - $start < 0.09) {
        break;
    }
}
$logger->print('lost', [$gateway->addr() => 'D']);

// Another subject than a gateway: nothing is known beside the text, and it is the only argument.
final class Counting extends Psr\Log\AbstractLogger
{
    public function warning($message, array $context = []): void
    {
        echo "warning with ", func_num_args(), " argument\n";
    }

    public function log($level, $message, array $context = []): void
    {
    }
}
$manager = new TaskSocketManger();
foreach (['127.0.0.1:1', '127.0.0.1:2'] as $addr) {
    $manager->addSocket(Setup::taskSocket($addr, new Counting(), 1));
}
Setup::bind($manager);
NetBus::singleCast('ffffffffffff00000000000000', 'x');
?>
--EXPECT--
refused:
  error test connect to A failed.
    {"gateway":"A","errno":111,"attempt":1,"exception":"NetsvrBusiness\\Exception\\SocketConnectException"}
  error test send to A failed.
    {"gateway":"A","exception":"NetsvrBusiness\\Exception\\SocketSendException"}
not dialled while the pause is on:
  error test connect to A failed.
    {"gateway":"A","errno":111,"attempt":1,"exception":"NetsvrBusiness\\Exception\\SocketConnectException"}
  error test send to A failed.
    {"gateway":"A","exception":"NetsvrBusiness\\Exception\\SocketSendException"}
dialled all the same:
  error test connect to A failed.
    {"gateway":"A","errno":111,"attempt":2,"exception":"NetsvrBusiness\\Exception\\SocketConnectException"}
not accepted in time:
  error test connect to B failed.
    {"gateway":"B","errno":110,"elapsed_ms":"as long as it took","attempt":1,"exception":"NetsvrBusiness\\Exception\\SocketConnectException"}
  error test send to B failed.
    {"gateway":"B","exception":"NetsvrBusiness\\Exception\\SocketSendException"}
connected:
  info test connect to C ok.
    {"gateway":"C","elapsed_ms":"as long as it took"}
silent:
  info test close connection C ok.
    {"gateway":"C"}
  error test receive from C failed.
    {"gateway":"C","errno":110,"elapsed_ms":"as long as it took","exception":"NetsvrBusiness\\Exception\\SocketReceiveException"}
connected:
  info test connect to C ok.
    {"gateway":"C","elapsed_ms":"as long as it took"}
too large:
  info test close connection C ok.
    {"gateway":"C"}
  error test receive from C failed.
    {"gateway":"C","bytes":200000000,"exception":"NetsvrBusiness\\Exception\\SocketReceiveException"}
connected:
  info test connect to C ok.
    {"gateway":"C","elapsed_ms":"as long as it took"}
cut short:
  info test close connection C ok.
    {"gateway":"C"}
  error test receive from C failed.
    {"gateway":"C","bytes":6,"exception":"NetsvrBusiness\\Exception\\SocketReceiveException"}
lost:
  warning test lost the connection to D: the other side broke the connection off; 2 frames may be lost: written since the last sign that they arrive, 2 of them in the last 10 s; 0 bytes had not been acknowledged.
    {"gateway":"D","frames":2,"bytes":0}
  info test close connection D ok.
    {"gateway":"D"}
  info test connect to D ok.
    {"gateway":"D","elapsed_ms":"as long as it took"}
warning with 1 argument
