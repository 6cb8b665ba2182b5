--TEST--
API 8: where there are workers, a timer for each connection of a task socket sends its heartbeats; it does not hold the socket
--INI--
netsvr.api=8
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';
require __DIR__ . '/../../support/noting-timers.inc';

use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use Workerman\Timer;
use Workerman\Worker;

Setup::endAfter(40);

/** One that says when it is asked to see to its heartbeats. */
class Told extends TaskSocket
{
    public array $told = [];

    protected function loopHeartbeat(): void
    {
        $this->told[] = $this->connected ? 'connected' : 'not connected';
        parent::loopHeartbeat();
    }

    public function close(): void
    {
        $this->told[] = 'close';
        parent::close();
    }
}

$socket = static fn(string $addr, string $class = TaskSocket::class): TaskSocket
    => new $class('task', new ArrayLogger(), $addr, 1, 1, 100, '~beat~', 1500);

$gateway = FakeGateway::start([[], [], [], [], [], []]);
echo "without workers\n";
$plain = $socket($gateway->addr());
var_dump($plain->send('x'));
$plain->close();
echo Timer::said(), "\n";

echo "with workers: connect, send, connect again, close, close\n";
Worker::$workers = [new stdClass()];
$plain = $socket($gateway->addr());
$plain->close();
$plain->connect();
$plain->send('y');
$plain->connect();
$plain->close();
$plain->close();
echo Timer::said(), "\n";

echo "it goes off\n";
$plain->send('z');
Timer::fire();
Timer::fire();
echo Timer::said(), "\n";

echo "it is let go of\n";
$weak = WeakReference::create($plain);
unset($plain);
var_dump($weak->get());
echo Timer::said(), "\n";

echo "a child class\n";
$child = $socket($gateway->addr(), Told::class);
$child->send('child');
Timer::fire();
$child->close();
echo implode(', ', $child->told), "; ", Timer::said(), "\n";

echo "an interval of 0, and one that cannot be meant\n";
$none = new TaskSocket('task', new ArrayLogger(), $gateway->addr(), 1, 1, 100, '', 0);
var_dump($none->connect());
$none->close();
echo Timer::said();
try {
    new TaskSocket('task', new ArrayLogger(), $gateway->addr(), 1, 1, 100, '~beat~', 9);
} catch (ValueError $error) {
    echo strstr($error->getMessage(), 'must'), "\n";
}
$gateway->down();

echo "a gateway that is down: it is not connected to, whoever beats\n";
$down = $socket($gateway->addr());
var_dump($down->send('x'));
Timer::fire();
echo Timer::said(), "\n";
?>
--EXPECT--
without workers
bool(true)

with workers: connect, send, connect again, close, close
add 1 1.5, del 1, add 2 1.5, del 2
it goes off
add 3 1.5, fire 3, fire 3
it is let go of
NULL
del 3
a child class
close, connected, close; add 4 1.5, fire 4, del 4
an interval of 0, and one that cannot be meant
bool(true)
must be between 10 and 3600000 milliseconds, 9 given
a gateway that is down: it is not connected to, whoever beats
bool(false)

