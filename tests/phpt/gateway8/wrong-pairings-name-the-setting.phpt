--TEST--
Whoever pairs a gateway and its settings wrongly is told in one line which setting to change
--EXTENSIONS--
posix
--INI--
netsvr.backoff_base_ms=0
netsvr.backoff_max_ms=0
netsvr.timeout_backoff_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(110);

$print = static function (ArrayLogger $logger, array $names): void {
    foreach ($logger->records as [$level, $message]) {
        if ($level === 'error') {
            $lines = explode("\n", preg_replace('~ in \S+ on line \d+~', '', strtr($message, $names)));
            echo '  ', $lines[0], isset($lines[1]) ? ": $lines[1]" : '', "\n";
        }
    }
};
$push = static function (string $addr, array $names, int $times = 2) use ($print): void {
    $logger = Setup::netBusAt([$addr], 1);
    for ($i = 0; $i < $times; $i++) {
        NetBus::broadcast('hello');
        usleep(200_000);
    }
    try {
        NetBus::uniqIdCount();
    } catch (Exception $failure) {
        echo '  ', strtr($failure->getPrevious()?->getMessage() ?? $failure->getMessage(), $names), "\n";
    }
    $print($logger, $names);
};

echo "gateway = 5, worker port of an 8.x, push only\n";
$gateway = DevGate::start('--gateway', '8');
$push($gateway->workerAddr, [$gateway->workerAddr => 'the address']);

echo "gateway = 8, a 5.x\n";
$gateway = DevGate::start();
// nobody listens there
$down = FakeGateway::start();
$down->down();
$names = [$gateway->workerAddr => 'the address', $down->addr() => 'its next port'];
ini_set('netsvr.gateway', '8');
ini_set('netsvr.task_addrs', "$gateway->workerAddr={$down->addr()}");
$push($gateway->workerAddr, $names, 1);

echo "gateway = 8, worker and task port exchanged\n";
$gateway = DevGate::start('--gateway', '8');
$names = [$gateway->workerAddr => 'the worker port', $gateway->taskAddr => 'the task port'];
ini_set('netsvr.task_addrs', "$gateway->taskAddr=$gateway->workerAddr");
$push($gateway->taskAddr, $names);

echo "gateway = 8, a task address is missing\n";
ini_set('netsvr.task_addrs', '10.0.0.1:6061=10.0.0.1:7000');
$push($gateway->workerAddr, $names);
ini_set('netsvr.task_addrs', '+1');

/** A business process with main sockets, as long as it takes to see what it says; each host has a gateway of its own. */
$run = static function (array $flags, bool $toTaskPort, string $until, ?string $sends = null): void {
    Host::each(function (Host $host) use ($flags, $toTaskPort, $until, $sends): void {
        $gateway = DevGate::start(...$flags);
        $business = Business::start(
            $host,
            [$toTaskPort ? $gateway->taskAddr : $gateway->workerAddr],
            onOpen: fn(ConnOpen $open) => null,
            onMessage: fn(Transfer $transfer, BusinessProcess $me) => NetBus::singleCast($transfer->getUniqId(), 'x'),
            timeout: 1
        );
        if (!$toTaskPort) {
            $business->until('register');
            $client = $gateway->client();
        }
        $deadline = microtime(true) + 10;
        do {
            $sends === null ?: $client->send($sends);
            $report = $business->next(0.2);
        } while (!str_contains((string)$report, $until) && microtime(true) < $deadline);
        [$line, $reason] = explode("\n", "$report\n");
        echo "  $line", $reason === '' ? '' : ': ' . preg_replace('~ in /\S+ on line \d+~', '', $reason), "\n";
        $business->signal(SIGTERM);
        $business->status();
    });
};

echo "gateway = 5, main socket at an 8.x, a client comes\n";
ini_set('netsvr.gateway', '5');
$run(['--gateway', '8'], false, 'netsvr.gateway');
echo "gateway = 5, main socket at an 8.x, an answer\n";
$run(['--gateway', '8'], false, 'worker port', 'hello');
echo "gateway = 8, main socket at a 5.x, a client comes\n";
ini_set('netsvr.gateway', '8');
$run([], false, 'netsvr.gateway');
echo "gateway = 8, main socket at the task port\n";
$run(['--gateway', '8'], true, 'netsvr.task_addrs');
?>
--EXPECT--
gateway = 5, worker port of an 8.x, push only
  connect to the address failed: the gateway closed the connection after 0 bytes of a frame; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
  test connect to the address failed.: 71 --> the other side closed the connection after 1 frame without an answer; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
  test send to the address failed.: 0 --> not connected
  test connect to the address failed.: 71 --> the gateway closed the connection after 0 bytes of a frame; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server
gateway = 8, a 5.x
  connect to the address failed: Connection refused at its task address its next port (netsvr.task_addrs); of a gateway 5.x, which has none, set netsvr.gateway = 5
  test connect to the address failed.: 111 --> Connection refused at its task address its next port (netsvr.task_addrs); of a gateway 5.x, which has none, set netsvr.gateway = 5
  test send to the address failed.: 0 --> not connected
  test connect to the address failed.: 111 --> Connection refused at its task address its next port (netsvr.task_addrs); of a gateway 5.x, which has none, set netsvr.gateway = 5
gateway = 8, worker and task port exchanged
  connect to the task port failed: the gateway closed the connection after 0 bytes of a frame; nothing has ever answered at its task address the worker port: check that netsvr.task_addrs names the task port of a netsvr gateway 8.x (of a 5.x, set netsvr.gateway = 5)
  test connect to the task port failed.: 71 --> the other side closed the connection after 1 frame without an answer; nothing has ever answered at its task address the worker port: check that netsvr.task_addrs names the task port of a netsvr gateway 8.x (of a 5.x, set netsvr.gateway = 5)
  test send to the task port failed.: 0 --> not connected
  test connect to the task port failed.: 71 --> the gateway closed the connection after 0 bytes of a frame; nothing has ever answered at its task address the worker port: check that netsvr.task_addrs names the task port of a netsvr gateway 8.x (of a 5.x, set netsvr.gateway = 5)
gateway = 8, a task address is missing
  connect to the worker port failed: not dialled: its task address is not known
  test connect to the worker port failed.: 0 --> netsvr.task_addrs does not say where the task port of the worker port is, a gateway 8.x by netsvr.gateway: add the worker port=HOST:PORT to it, or +1 for all whose task port is the next one
  test send to the worker port failed.: 0 --> not connected
  test connect to the worker port failed.: 0 --> not dialled: its task address is not known
  test send to the worker port failed.: 0 --> not connected
  test connect to the worker port failed.: 0 --> not dialled: its task address is not known
gateway = 5, main socket at an 8.x, a client comes
own loop, Workerman 4, Workerman 5
  error main events of the gateway are those of gateway 8.x, and read as those of gateway 5.x: set netsvr.gateway = 8.
gateway = 5, main socket at an 8.x, an answer
own loop, Workerman 4, Workerman 5
  error main main socket to the gateway lost: the gateway closed the connection right after a command, as it did the last time, and has never answered one: of a gateway 8.x this is the worker port, set netsvr.gateway = 8; registering again in about 3 seconds.
gateway = 8, main socket at a 5.x, a client comes
own loop, Workerman 4, Workerman 5
  error main events of the gateway are those of gateway 5.x, and read as those of gateway 8.x: set netsvr.gateway = 5.
gateway = 8, main socket at the task port
own loop, Workerman 4, Workerman 5
  error main register to the gateway failed.: 0 --> no answer to Register: the gateway closed the connection after 0 bytes of a frame; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 8.x, not its task port, which netsvr.task_addrs names
