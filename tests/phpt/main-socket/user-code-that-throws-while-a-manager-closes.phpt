--TEST--
Managers of sockets whose methods throw: each socket has its turn, the manager is closed, and the first exception goes on
--INI--
error_log=
log_errors_max_len=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
ini_set('error_log', $log = tempnam(sys_get_temp_dir(), 'netsvr'));

final class Throwing implements MainSocketInterface
{
    public static array $calls = [];
    public static ?Closure $during = null;

    public function __construct(private string $name, private array $throwsAt = [], private array $falseAt = [])
    {
    }

    private function called(string $method): bool
    {
        self::$calls[] = "$method $this->name";
        if (self::$during !== null && $method === 'unregister') {
            (self::$during)();
        }
        if (in_array($method, $this->throwsAt, true)) {
            throw new DomainException("$method of $this->name");
        }
        return !in_array($method, $this->falseAt, true);
    }

    public function connect(): bool
    {
        return $this->called(__FUNCTION__);
    }

    public function register(): bool
    {
        return $this->called(__FUNCTION__);
    }

    public function unregister(): bool
    {
        return $this->called(__FUNCTION__);
    }

    public function loopHeartbeat(): void
    {
        $this->called(__FUNCTION__);
    }

    public function send(string $data): void
    {
    }

    public function close(): void
    {
        $this->called(__FUNCTION__);
    }

    public function getWorkerAddr(): string
    {
        return "10.0.0.$this->name:6061";
    }
}

$attempt = function (string $title, callable $call): void {
    try {
        $result = var_export($call(), true);
    } catch (Throwable $thrown) {
        $result = $thrown::class . ' ' . $thrown->getMessage();
    }
    echo "$title: $result\n";
    if (Throwing::$calls !== []) {
        echo '  ', implode(', ', Throwing::$calls), "\n";
    }
    Throwing::$calls = [];
};
$manager = function (array ...$throwsAt): MainSocketManager {
    $manager = new MainSocketManager();
    foreach ($throwsAt as $index => $at) {
        $manager->addSocket(new Throwing((string)($index + 1), $at['throws'] ?? [], $at['false'] ?? []));
    }
    return $manager;
};
$throws = static fn(string ...$at): array => ['throws' => $at];

$main = $manager([], $throws('unregister'), $throws('unregister', 'close'));
$attempt('start', $main->start(...));
$attempt('close', $main->close(...));
echo '  started: ', var_export($main->getSockets() !== [], true), "\n";
$attempt('close again', $main->close(...));
$attempt('start again', $main->start(...));

$main = $manager([], []);
$attempt('start', $main->start(...));
Throwing::$during = $main->close(...);
$attempt('close within unregister', $main->close(...));
Throwing::$during = null;

$attempt('connect throws', $manager([], $throws('connect'), [])->start(...));
$attempt('register throws', $manager([], $throws('register'), [])->start(...));
$attempt('register is refused, unregister throws', $manager($throws('unregister'), ['false' => ['register']])->start(...));
$attempt('loopHeartbeat throws', $manager([], $throws('loopHeartbeat'))->start(...));

$tasks = new TaskSocketManger();
final class ThrowingTask extends NetsvrBusiness\TaskSocket
{
    public function close(): void
    {
        Throwing::$calls[] = 'close task';
        throw new DomainException('close of a task socket');
    }

    public function __destruct()
    {
    }
}
foreach (['127.0.0.1:1', '127.0.0.1:2'] as $addr) {
    $tasks->addSocket(new ThrowingTask('', new NetsvrTests\Support\ArrayLogger(), $addr, 1, 1, 1));
}
$attempt('task sockets', $tasks->close(...));

preg_match_all('~netsvr: .*? in ~', file_get_contents($log), $lines);
echo "error log\n  ", implode("\n  ", $lines[0]), "\n";
unlink($log);
?>
--EXPECT--
start: true
  connect 1, connect 2, connect 3, register 1, register 2, register 3, loopHeartbeat 1, loopHeartbeat 2, loopHeartbeat 3
close: DomainException unregister of 2
  unregister 1, unregister 2, unregister 3, close 1, close 2, close 3
  started: false
close again: NULL
start again: true
  connect 1, connect 2, connect 3, register 1, register 2, register 3, loopHeartbeat 1, loopHeartbeat 2, loopHeartbeat 3
start: true
  connect 1, connect 2, register 1, register 2, loopHeartbeat 1, loopHeartbeat 2
close within unregister: NULL
  unregister 1, unregister 2, close 1, close 2
connect throws: DomainException connect of 2
  connect 1, connect 2, close 1
register throws: DomainException register of 2
  connect 1, connect 2, connect 3, register 1, register 2, unregister 1, close 1, close 2, close 3
register is refused, unregister throws: DomainException unregister of 1
  connect 1, connect 2, register 1, register 2, unregister 1, close 1, close 2
loopHeartbeat throws: DomainException loopHeartbeat of 2
  connect 1, connect 2, register 1, register 2, loopHeartbeat 1, loopHeartbeat 2, unregister 1, unregister 2, close 1, close 2
task sockets: DomainException close of a task socket
  close task, close task
error log
  netsvr: thrown after another exception: 0 --> unregister of 3 in 
  netsvr: thrown after another exception: 0 --> close of 3 in 
  netsvr: thrown after another exception: 0 --> close of a task socket in