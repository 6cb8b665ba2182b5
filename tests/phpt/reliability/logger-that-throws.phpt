--TEST--
A logger that throws: its exception reaches the caller or is logged, and the next calls work
--INI--
netsvr.backoff_base_ms=0
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Psr\Log\AbstractLogger;

final class ThrowingLogger extends AbstractLogger
{
    public string $throwAt = '';

    public function log($level, $message, array $context = []): void
    {
        if ($level === $this->throwAt) {
            throw new DomainException("thrown while logging $level");
        }
    }
}

Setup::endAfter(30);
$gateway = DevGate::start();
$logger = new ThrowingLogger();
Setup::bind(function () use ($gateway, $logger): TaskSocketManger {
    $manager = new TaskSocketManger();
    $manager->addSocket(Setup::taskSocket($gateway->workerAddr, $logger));
    return $manager;
});

echo "error lines, gateway down\n";
$gateway->kill();
$logger->throwAt = 'error';
foreach ([fn() => NetBus::broadcast('x'), fn() => NetBus::uniqIdCount()] as $call) {
    try {
        $call();
        echo "no exception\n";
    } catch (DomainException $exception) {
        echo $exception->getMessage(), "\n";
    }
}
$logger->throwAt = '';
$gateway->restart();
$client = $gateway->client();
NetBus::broadcast('usable again');
var_dump($client->receive(5.0), NetBus::uniqIdCount()[0]['count']);

echo "info lines, while connecting\n";
$gateway->restart();
$client = $gateway->client();
$logger->throwAt = 'info';
try {
    NetBus::topicCount();
} catch (DomainException | SocketReceiveException) {
    // Whether this call survives its logger is not the point.
}
$logger->throwAt = '';
NetBus::broadcast('usable again');
var_dump($client->receive(5.0), NetBus::uniqIdCount()[0]['count']);
--EXPECT--
error lines, gateway down
thrown while logging error
thrown while logging error
string(12) "usable again"
int(1)
info lines, while connecting
string(12) "usable again"
int(1)
