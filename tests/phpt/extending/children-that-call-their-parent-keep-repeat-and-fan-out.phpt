--TEST--
Child classes whose send() and receive() call their parent: a stale connection is replaced and the question repeated once, all gateways are sent to before the first is waited for, and no answer is left for the next question
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);

final class CountsSends extends TaskSocket
{
    public static int $calls = 0;

    public function send(string $data): bool
    {
        self::$calls++;
        return parent::send($data);
    }
}

final class CountsReceives extends TaskSocket
{
    public static int $calls = 0;

    public function receive(): string|false
    {
        self::$calls++;
        return parent::receive();
    }
}

final class Traced extends TaskSocket
{
    public static array $trace = [];
    public string $name = '';
    public ?Closure $onSend = null;
    public ?Closure $onReceive = null;

    public function send(string $data): bool
    {
        self::$trace[] = "send $this->name";
        $sent = parent::send($data);
        [$do, $this->onSend] = [$this->onSend, null];
        $do && $do();
        return $sent;
    }

    public function receive(): string|false
    {
        self::$trace[] = "receive $this->name";
        [$do, $this->onReceive] = [$this->onReceive, null];
        $do && $do();
        return parent::receive();
    }
}

$bind = function (string $class, FakeGateway ...$gateways): array {
    $manager = new TaskSocketManger();
    $sockets = [];
    $logger = new ArrayLogger();
    foreach ($gateways as $index => $gateway) {
        $manager->addSocket($sockets[] = $socket = new $class('test', $logger, $gateway->addr(), 1, 1, 117));
        if ($socket instanceof Traced) {
            $socket->name = (string)($index + 1);
        }
    }
    Setup::bind($manager);
    return [$logger, ...$sockets];
};
$ask = function (string $title): void {
    try {
        $result = implode(' ', array_column(NetBus::uniqIdCount(), 'count'));
    } catch (Exception $exception) {
        $result = $exception::class . ': ' . $exception->getMessage();
    }
    echo "  $title: $result\n";
};
$log = function (ArrayLogger $logger, FakeGateway $gateway): void {
    foreach ($logger->records as [$level, $line]) {
        echo "  $level ", str_replace($gateway->addr(), 'the gateway', strtok($line, "\n")), "\n";
    }
    $logger->records = [];
};
$trace = function (): void {
    echo '  ', implode(', ', Traced::$trace), "\n";
    Traced::$trace = [];
};

foreach ([CountsSends::class, CountsReceives::class] as $class) {
    foreach (['close' => Step::close(), 'reset' => Step::reset()] as $how => $end) {
        echo "$class, $how\n";
        $class::$calls = 0;
        $gateway = FakeGateway::start([[Faults::count(1), $end], [Faults::count(2), $end], [$end], [Faults::count(3)]]);
        [$logger] = $bind($class, $gateway);
        $ask('first');
        $ask('repeated');
        $log($logger, $gateway);
        $ask('ended on the fresh connection, too');
        $log($logger, $gateway);
        $ask('next');
        echo "  calls: ", $class::$calls, "\n";
        $gateway->stop();
    }
}

echo "two gateways, one of which is stale\n";
$gateways = [
    FakeGateway::start([[Faults::count(11), Step::close()], [Faults::count(12), Faults::count(13)]]),
    FakeGateway::start([[Faults::count(21), Faults::count(22), Faults::count(23), Faults::count(24), Faults::count(25)]]),
];
[$logger, $one, $two] = $bind(Traced::class, ...$gateways);
$ask('first');
$trace();
$ask('repeated');
$trace();

echo "an exception between sending and receiving\n";
$one->onReceive = fn() => throw new DomainException('not today');
$ask('thrown');
$trace();
$ask('next, on fresh connections');
$trace();
array_map(static fn(FakeGateway $gateway) => $gateway->stop(), $gateways);

echo "a question within a question\n";
$gateways = [
    FakeGateway::start([[Faults::count(11), Faults::count(12)], [Faults::count(13), Faults::count(14)], [Faults::count(15)]]),
    FakeGateway::start([[Faults::count(21), Faults::count(22)], [Faults::count(23), Faults::count(24)], [Faults::count(25)]]),
];
[$logger, $one, $two] = $bind(Traced::class, ...$gateways);
$ask('first');
Traced::$trace = [];
$one->onReceive = fn() => $ask('  inner');
$ask('outer');
$trace();
array_map(static fn(FakeGateway $gateway) => $gateway->stop(), $gateways);

echo "suspended in a fiber\n";
$gateway = FakeGateway::start([[Faults::count(1)], [Faults::count(2)], [Faults::count(3), Faults::count(4)]]);
[$logger, $one] = $bind(Traced::class, $gateway);
$one->onSend = fn() => Fiber::suspend();
$fiber = new Fiber(fn() => $ask('suspended'));
$fiber->start();
$ask('meanwhile');
$fiber->resume();
$ask('afterwards');
$gateway->stop();

echo "an answer that the child does not read\n";
final class Forgets extends TaskSocket
{
    public ?string $instead = null;

    public function receive(): string|false
    {
        return $this->instead ?? parent::receive();
    }
}
$gateway = FakeGateway::start([[Faults::count(1), Faults::count(2)], [Faults::count(3)]]);
[$logger, $one] = $bind(Forgets::class, $gateway);
$one->instead = pack('N', Netsvr\Cmd::UniqIdCount) . "\x08\x63";
$ask('made up');
$one->instead = null;
$ask('next');
$gateway->stop();

echo "beside a socket of ours\n";
$gateways = [FakeGateway::start([[Faults::count(1), Step::silence()]]), FakeGateway::start([[Faults::count(2), Faults::count(3)->delayed(300)]])];
[$logger, $one] = $bind(Traced::class, $gateways[1]);
$manager = NetsvrBusiness\Container::getInstance()->get(NetsvrBusiness\Contract\TaskSocketMangerInterface::class);
$manager->addSocket(Setup::taskSocket($gateways[0]->addr(), $logger, 1));
$ask('first');
$ask('one is silent');
echo '  the other one owes nothing: ', var_export($one->isConnected(), true), "\n";
array_map(static fn(FakeGateway $gateway) => $gateway->stop(), $gateways);

echo "silent gateways share one time limit\n";
$gateways = array_map(static fn() => FakeGateway::start([[Step::silence()]]), range(1, 3));
$bind(CountsSends::class, ...$gateways);
$start = microtime(true);
$ask('silent');
echo microtime(true) - $start < 2.5 ? '' : "  LATE\n";
array_map(static fn(FakeGateway $gateway) => $gateway->stop(), $gateways);
?>
--EXPECT--
CountsSends, close
  first: 1
  repeated: 2
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  ended on the fresh connection, too: NetsvrBusiness\Exception\SocketReceiveException: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed.
  next: 3
  calls: 6
CountsSends, reset
  first: 1
  repeated: 2
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  ended on the fresh connection, too: NetsvrBusiness\Exception\SocketReceiveException: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed.
  next: 3
  calls: 6
CountsReceives, close
  first: 1
  repeated: 2
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  ended on the fresh connection, too: NetsvrBusiness\Exception\SocketReceiveException: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed.
  next: 3
  calls: 6
CountsReceives, reset
  first: 1
  repeated: 2
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  ended on the fresh connection, too: NetsvrBusiness\Exception\SocketReceiveException: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  info test close connection the gateway ok.
  info test connect to the gateway ok.
  info test close connection the gateway ok.
  error test receive from the gateway failed.
  next: 3
  calls: 6
two gateways, one of which is stale
  first: 11 21
  send 1, send 2, receive 1, receive 2
  repeated: 12 22
  send 1, send 2, receive 1, receive 2, send 1, receive 1
an exception between sending and receiving
  thrown: DomainException: not today
  send 1, send 2, receive 1
  next, on fresh connections: 12 21
  send 1, send 2, receive 1, receive 2
a question within a question
  first: 11 21
    inner: 13 23
  outer: 15 25
  send 1, send 2, receive 1, send 1, send 2, receive 1, receive 2, send 1, send 2, receive 1, receive 2
suspended in a fiber
  meanwhile: 2
  suspended: 3
  afterwards: 4
an answer that the child does not read
  made up: 99
  next: 3
beside a socket of ours
  first: 2 1
  one is silent: NetsvrBusiness\Exception\SocketReceiveException: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  the other one owes nothing: true
silent gateways share one time limit
  silent: NetsvrBusiness\Exception\SocketReceiveException: call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected