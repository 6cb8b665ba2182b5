--TEST--
A logger that throws at a line about what has been done undoes nothing of it: the exception goes to PHP's error log with the line
--INI--
netsvr.backoff_base_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use Psr\Log\AbstractLogger;

Setup::endAfter(40);
ini_set('error_log', $log = tempnam(sys_get_temp_dir(), 'netsvr'));

final class ThrowingLogger extends AbstractLogger
{
    public string $at = 'info warning';
    public int $lines = 0;

    public function log($level, $message, array $context = []): void
    {
        $this->lines++;
        if (str_contains($this->at, $level)) {
            throw new DomainException("thrown at $level");
        }
    }
}

$logger = new ThrowingLogger();
$gateways = [FakeGateway::start([[Faults::count(1), Faults::count(1)]]), FakeGateway::start([[Faults::count(2), Faults::count(2)]])];
$attempt = function (string $title, callable $call) use ($gateways): void {
    try {
        $result = var_export($call(), true);
    } catch (Throwable $thrown) {
        $result = $thrown::class . ' ' . $thrown->getMessage();
    }
    echo "$title: $result\n";
};
$told = function () use ($log, $gateways): void {
    preg_match_all('~netsvr: (.*?) in /~s', file_get_contents($log), $lines);
    foreach ($lines[1] as $line) {
        foreach ($gateways as $index => $gateway) {
            $line = str_replace($gateway->addr(), 'gateway ' . $index + 1, $line);
        }
        echo "  $line\n";
    }
    file_put_contents($log, '');
};

echo "-- a socket\n";
$socket = new Socket('', $logger, $gateways[0]->addr(), 1, 1);
$attempt('connect', $socket->connect(...));
$attempt('connected', $socket->isConnected(...));
$attempt('connect again', $socket->connect(...));
$attempt('close', $socket->close(...));
$attempt('connected', $socket->isConnected(...));
$told();

echo "-- NetBus\n";
$manager = new TaskSocketManger();
foreach ($gateways as $gateway) {
    $manager->addSocket(Setup::taskSocket($gateway->addr(), $logger, 1));
}
Setup::bind($manager);
$attempt('query', fn() => array_column(NetBus::uniqIdCount(), 'count'));
$attempt('an id of nobody', fn() => NetBus::multicast([$gateways[0]->uniqId(), 'ffffffffffff00000001'], 'x'));
$told();
echo '  frames: ', implode(' ', array_column($gateways[0]->frames(2), 'cmd')), "\n";

echo "-- one of two gateways is down\n";
$gateways[0]->down();
$attempt('query', fn() => NetBus::uniqIdCount());
$logger->at = 'error';
$attempt('broadcast, with a logger that throws at errors', fn() => NetBus::broadcast('for the other one'));
echo '  the other one has got: ', implode(' ', array_column($gateways[1]->frames(3), 'cmd')), "\n";
file_put_contents($log, '');
$logger->at = 'info';
$attempt('close', $manager->close(...));
$told();
unlink($log);
?>
--EXPECT--
-- a socket
connect: true
connected: true
connect again: true
close: NULL
connected: false
  the logger has thrown at "connect to gateway 1 ok.": 0 --> thrown at info
  the logger has thrown at "close connection gateway 1 ok.": 0 --> thrown at info
  the logger has thrown at "connect to gateway 1 ok.": 0 --> thrown at info
  the logger has thrown at "close connection gateway 1 ok.": 0 --> thrown at info
-- NetBus
query: array (
  0 => 1,
  1 => 2,
)
an id of nobody: NULL
  the logger has thrown at "test connect to gateway 1 ok.": 0 --> thrown at info
  the logger has thrown at "test connect to gateway 2 ok.": 0 --> thrown at info
  the logger has thrown at "test multicast: 1 of 2 uniqIds belong to no configured gateway and were skipped: ffffffffffff00000001
a uniqId has 28 digits 0-9 and a-f, as the gateway gives them: for a customerId of your own there are the methods whose names end with ByCustomerId": 0 --> thrown at warning
  frames: 900003007 900002004
-- one of two gateways is down
query: NetsvrBusiness\Exception\SocketReceiveException call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
broadcast, with a logger that throws at errors: DomainException thrown at error
  the other one has got: 900003007 900003007 900002003
close: NULL
  the logger has thrown at "test close connection gateway 2 ok.": 0 --> thrown at info