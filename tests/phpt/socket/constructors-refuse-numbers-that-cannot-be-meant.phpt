--TEST--
Sockets are not made with time-outs below a second, heartbeats below 10 ms or above an hour, more than 1,000 goroutines
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\Workerman;
use NetsvrTests\Support\ArrayLogger;

$logger = new ArrayLogger();
$addr = '127.0.0.1:6061';
$events = new class implements EventInterface {
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

class OwnTaskSocket extends TaskSocket
{
    public function __construct(int $timeout)
    {
        parent::__construct('', new ArrayLogger(), '127.0.0.1:6061', $timeout, 5, 117);
    }
}

function made(string $title, callable $make, int|string ...$numbers): void
{
    foreach ($numbers as $number) {
        try {
            $make($number);
            echo "$title $number: made\n";
        } catch (ValueError | TypeError $error) {
            echo "$title $number: ", get_class($error), ': ', $error->getMessage(), "\n";
        }
    }
}

$socket = fn(int $send = 5, int $connect = 5) => new Socket('', $logger, $addr, $send, $connect);
made('send and receive', fn($it) => $socket(send: $it), 1, 3600, PHP_INT_MAX, 0, -1, PHP_INT_MIN);
made('connect', fn($it) => $socket(connect: $it), 1, 0, -5);
$task = fn(int $send = 5, int $connect = 5, int $idle = 117) => new TaskSocket('', $logger, $addr, $send, $connect, $idle);
made('task: send and receive', fn($it) => $task(send: $it), 1, 0);
made('task: connect', fn($it) => $task(connect: $it), 1, 0);
// no time-out: 0 is a new connection after a second without use, below 0 one for each use
made('task: idle', fn($it) => $task(idle: $it), 117, 0, -1);
made('child', fn($it) => new OwnTaskSocket($it), 1, 0);
$task = fn(int $send, int $interval) => new Workerman\TaskSocket('', $logger, $addr, $send, 5, 117, 'beat', $interval);
made('Workerman task: send', fn($it) => $task($it, 45_000), 1, 0);
made('Workerman task: interval', fn($it) => $task(5, $it), 10, 3_600_000, 9, 0, -1, 3_600_001);

foreach ([MainSocket::class, Workerman\MainSocket::class] as $class) {
    $main = fn(int $goroutines = 1, int $interval = 45_000) => new $class(
        '',
        $logger,
        $events,
        $socket(),
        'beat',
        Event::OnMessage,
        $goroutines,
        $interval
    );
    made("main: interval", fn($it) => $main(interval: $it), 10, 3_600_000, 9, 0, -45_000, 3_600_001, PHP_INT_MAX);
    made("main: goroutines", fn($it) => $main(goroutines: $it), 0, 1, 1000, 1001, -1, 100_000);
    made("main: exchanged", fn($it) => $main(goroutines: 45_000, interval: $it), 1, 10);
}
?>
--EXPECT--
send and receive 1: made
send and receive 3600: made
send and receive 9223372036854775807: made
send and receive 0: ValueError: NetsvrBusiness\Socket::__construct(): Argument #4 ($sendReceiveTimeout) must be at least 1 second, 0 given
send and receive -1: ValueError: NetsvrBusiness\Socket::__construct(): Argument #4 ($sendReceiveTimeout) must be at least 1 second, -1 given
send and receive -9223372036854775808: ValueError: NetsvrBusiness\Socket::__construct(): Argument #4 ($sendReceiveTimeout) must be at least 1 second, -9223372036854775808 given
connect 1: made
connect 0: ValueError: NetsvrBusiness\Socket::__construct(): Argument #5 ($connectTimeout) must be at least 1 second, 0 given
connect -5: ValueError: NetsvrBusiness\Socket::__construct(): Argument #5 ($connectTimeout) must be at least 1 second, -5 given
task: send and receive 1: made
task: send and receive 0: ValueError: NetsvrBusiness\TaskSocket::__construct(): Argument #4 ($sendReceiveTimeout) must be at least 1 second, 0 given
task: connect 1: made
task: connect 0: ValueError: NetsvrBusiness\TaskSocket::__construct(): Argument #5 ($connectTimeout) must be at least 1 second, 0 given
task: idle 117: made
task: idle 0: made
task: idle -1: made
child 1: made
child 0: ValueError: NetsvrBusiness\TaskSocket::__construct(): Argument #4 ($sendReceiveTimeout) must be at least 1 second, 0 given
Workerman task: send 1: made
Workerman task: send 0: ValueError: NetsvrBusiness\Workerman\TaskSocket::__construct(): Argument #4 ($sendReceiveTimeout) must be at least 1 second, 0 given
Workerman task: interval 10: made
Workerman task: interval 3600000: made
Workerman task: interval 9: ValueError: NetsvrBusiness\Workerman\TaskSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 9 given
Workerman task: interval 0: ValueError: NetsvrBusiness\Workerman\TaskSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 0 given
Workerman task: interval -1: ValueError: NetsvrBusiness\Workerman\TaskSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, -1 given
Workerman task: interval 3600001: ValueError: NetsvrBusiness\Workerman\TaskSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 3600001 given
main: interval 10: made
main: interval 3600000: made
main: interval 9: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 9 given
main: interval 0: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 0 given
main: interval -45000: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, -45000 given
main: interval 3600001: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 3600001 given
main: interval 9223372036854775807: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 9223372036854775807 given
main: goroutines 0: made
main: goroutines 1: made
main: goroutines 1000: made
main: goroutines 1001: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 1001 given
main: goroutines -1: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, -1 given
main: goroutines 100000: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 100000 given
main: exchanged 1: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 45000 given
main: exchanged 10: ValueError: NetsvrBusiness\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 45000 given
main: interval 10: made
main: interval 3600000: made
main: interval 9: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 9 given
main: interval 0: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 0 given
main: interval -45000: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, -45000 given
main: interval 3600001: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 3600001 given
main: interval 9223372036854775807: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #8 ($heartbeatIntervalMillisecond) must be between 10 and 3600000 milliseconds, 9223372036854775807 given
main: goroutines 0: made
main: goroutines 1: made
main: goroutines 1000: made
main: goroutines 1001: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 1001 given
main: goroutines -1: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, -1 given
main: goroutines 100000: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 100000 given
main: exchanged 1: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 45000 given
main: exchanged 10: ValueError: NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #7 ($processCmdGoroutineNum) must be between 0 and 1000 goroutines, 45000 given
