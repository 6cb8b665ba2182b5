--TEST--
TaskSocket subclasses: overridden methods are called by NetBus and by the parent's methods
--INI--
netsvr.persistent=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Psr\Log\LoggerInterface;

final class TracingTaskSocket extends TaskSocket
{
    public array $trace = [];

    public function __construct(private string $name, LoggerInterface $logger, string $workerAddr)
    {
        parent::__construct($name, $logger, $workerAddr, 5, 5, 117);
    }

    public function connect(): bool
    {
        $this->trace[] = 'connect';
        $connected = parent::connect();
        $this->trace[] = "connected to $this->workerAddr in $this->connectTimeout s: " . var_export($this->connected, true);
        return $connected;
    }

    public function send(string $data): bool
    {
        $this->trace[] = 'send ' . strlen($data);
        return parent::send($data);
    }

    public function receive(): string|false
    {
        $data = parent::receive();
        $this->trace[] = 'received ' . strlen($data);
        return $data;
    }

    public function close(): void
    {
        $this->trace[] = 'close';
        parent::close();
    }

    /** The trace so far. */
    public function take(): array
    {
        $trace = $this->trace;
        $this->trace = [];
        return $trace;
    }
}

Setup::endAfter(20);
$gateway = DevGate::start();
$client = $gateway->client();
$socket = new TracingTaskSocket('Tracing', new ArrayLogger(), $gateway->workerAddr);
$manager = new TaskSocketManger();
$manager->addSocket($socket);
Setup::bind($manager);
$print = function (string $title) use ($socket, $gateway): void {
    echo "$title\n";
    foreach ($socket->take() as $line) {
        echo '  ', str_replace($gateway->workerAddr, 'gateway', $line), "\n";
    }
};

NetBus::broadcast('hello');
$print('broadcast');
NetBus::singleCast($client->uniqId, 'again');
$print('singleCast');
var_dump(NetBus::uniqIdCount()[0]['count']);
$print('uniqIdCount');
var_dump($client->receiveAll(atLeast: 2));
$manager->close();
$print('manager closed');
var_dump($socket->isConnected());
--EXPECT--
broadcast
  send 11
  connect
  close
  connected to gateway in 5 s: true
singleCast
  send 41
int(1)
uniqIdCount
  send 4
  received 6
array(2) {
  [0]=>
  string(5) "hello"
  [1]=>
  string(5) "again"
}
manager closed
  close
bool(false)
