--TEST--
Two gateways break off in the middle of a message, and close() of a user class throws: both get the message on fresh connections
--EXTENSIONS--
posix
--INI--
netsvr.send_packet_limit=32M
memory_limit=512M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Sockets;
use NetsvrTests\Support\Step;

Setup::endAfter(40);

final class Closing extends TaskSocket
{
    public bool $throws = false;

    public function close(): void
    {
        parent::close();
        if ($this->throws) {
            $this->throws = false;
            throw new RuntimeException('from close()');
        }
    }
}

$logger = new ArrayLogger();
$gateways = [];
$manager = new TaskSocketManger();
foreach ([true, false] as $throws) {
    // the large frame behind the question is not read to its end
    $gateways[] = $gateway = FakeGateway::start([[Step::afterBytes(100_000, Step::reset())], []], 4096);
    $arguments = ['task', $logger, $gateway->addr(), 5, 5, 117];
    $socket = Sockets::isApi8() ? new Closing(...$arguments, heartbeatMessage: Sockets::HEARTBEAT, heartbeatIntervalMillisecond: 0) : new Closing(...$arguments);
    $manager->addSocket($socket);
    $sockets[] = [$socket, $throws];
}
Setup::bind($manager);
NetBus::uniqIdCount();
foreach ($sockets as [$socket, $socket->throws]) {
    continue;
}
try {
    NetBus::broadcast(str_repeat('x', 12_000_000));
    echo "nothing thrown\n";
} catch (RuntimeException $thrown) {
    echo get_class($thrown), ': ', $thrown->getMessage(), "\n";
}
foreach ($gateways as $number => $gateway) {
    $got = [];
    for ($deadline = microtime(true) + 5; $got === [] && microtime(true) < $deadline; usleep(10_000)) {
        $got = array_filter($gateway->frames(), static fn(array $it): bool => $it['cmd'] === Cmd::Broadcast);
    }
    echo "gateway $number: ", json_encode(array_column($got, 'connection')), "\n";
}
print_r(array_map(static fn(array $line): string => strtok(preg_replace('~127\.0\.0\.1:\d+~', 'a gateway', $line[1]), "\n"), $logger->records));
?>
--EXPECT--
RuntimeException: from close()
gateway 0: [1]
gateway 1: [1]
Array
(
    [0] => task connect to a gateway ok.
    [1] => task connect to a gateway ok.
    [2] => task close connection a gateway ok.
    [3] => task close connection a gateway ok.
    [4] => task connect to a gateway ok.
    [5] => task connect to a gateway ok.
)
