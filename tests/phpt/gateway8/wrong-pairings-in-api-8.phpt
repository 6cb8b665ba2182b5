--TEST--
API 8: a worker port given to a task socket, and a gateway 5.x, are told in one line
--INI--
netsvr.api=8
netsvr.backoff_base_ms=0
netsvr.backoff_max_ms=0
netsvr.timeout_backoff_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrProtocol\ConnClose;
use NetsvrProtocol\ConnOpen;
use NetsvrProtocol\Event;
use NetsvrProtocol\Transfer;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$print = static function (ArrayLogger $logger, array $names): void {
    foreach ($logger->records as [$level, $message]) {
        if ($level === 'error') {
            $lines = explode("\n", preg_replace('~ in /\S+ on line \d+~', '', strtr($message, $names)));
            echo '  ', $lines[0], isset($lines[1]) ? ": $lines[1]" : '', "\n";
        }
    }
};

echo "a task socket with the worker port\n";
$gateway = DevGate::start('--gateway', '8');
$logger = new ArrayLogger();
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', $logger, $gateway->workerAddr, 1, 1, 117, '~6YOt5rW35piO~', 45_000));
Setup::bind($manager);
NetBus::broadcast('hello');
usleep(200_000);
NetBus::broadcast('hello');
$print($logger, [$gateway->workerAddr => 'the worker port']);

echo "a task socket with a port that a gateway 5.x does not have\n";
$addr = Port::hold();
$logger = new class extends Psr\Log\AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        echo isset($context['hint']) ? "  $context[hint]\n" : '';
    }
};
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', $logger, $addr, 1, 1, 117, '~6YOt5rW35piO~', 45_000));
Setup::bind($manager);
NetBus::broadcast('hello');

$handler = new class implements EventInterface {
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};
foreach (['a 5.x' => DevGate::start(), 'the task port' => DevGate::start('--gateway', '8')] as $what => $gateway) {
    echo "a main socket at $what\n";
    $addr = $gateway->taskAddr ?? $gateway->workerAddr;
    $logger = new ArrayLogger();
    $main = new MainSocketManager();
    $socket = new Socket('', $logger, $addr, 1, 1);
    $main->addSocket(new MainSocket('', $logger, $handler, Event::OnOpen, $socket, '~6YOt5rW35piO~', 45_000));
    $client = null;
    $ticks = 0;
    $main->run(static function () use ($main, $gateway, &$client, &$ticks): void {
        $client ??= $gateway->client();
        ++$ticks < 8 ?: $main->close();
    }, 50);
    $print($logger, [$addr => 'the address']);
}
?>
--EXPECT--
a task socket with the worker port
  connect to the worker port failed.: 71 --> the other side closed the connection after 1 frame without an answer; nothing has ever answered at this address: check that it is the task port of a netsvr gateway 8.x, not its worker port (of a gateway 5.x, set netsvr.gateway = 5)
  send to the worker port failed.: 0 --> not connected
a task socket with a port that a gateway 5.x does not have
  nothing listens there: a gateway 5.x has no task port, give its worker address and set netsvr.gateway = 5
a main socket at a 5.x
  events of the address are those of gateway 5.x, and read as those of gateway 8.x: set netsvr.gateway = 5.
a main socket at the task port
  register to the address failed.: 0 --> no answer to Register: the gateway closed the connection after 0 bytes of a frame; nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 8.x, not its task port
