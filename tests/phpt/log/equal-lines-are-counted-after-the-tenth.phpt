--TEST--
Of equal warnings and errors ten a second pass, the others are counted: for each logger, and told once the second is over
--EXTENSIONS--
posix
--INI--
netsvr.backoff_base_ms=60000
netsvr.backoff_max_ms=60000
error_log=
log_errors_max_len=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ContextLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$errorLog = tempnam(sys_get_temp_dir(), 'netsvr');
ini_set('error_log', $errorLog);
$gateway = FakeGateway::start();
$gateway->down();

/** Each text as often as it came, in the order of their first ones. */
function tally(string $title, ContextLogger $logger): array
{
    global $gateway;
    echo "$title:\n";
    $times = [];
    $repeated = [];
    foreach ($logger->take() as [$text, $context]) {
        $text = str_replace($gateway->addr(), 'A', $text);
        $times[$text] = ($times[$text] ?? 0) + 1;
        if (isset($context['repeated'])) {
            $repeated[] = $context['repeated'];
            $context['gateway'] === $gateway->addr() || print("ANOTHER GATEWAY\n");
        }
    }
    foreach ($times as $text => $number) {
        echo "  $number x $text\n";
    }
    return $repeated;
}

$bound = function (Psr\Log\LoggerInterface $logger) use ($gateway): void {
    $manager = new TaskSocketManger();
    $manager->addSocket(Setup::taskSocket($gateway->addr(), $logger, 1));
    Setup::bind($manager);
};

$first = new ContextLogger();
$bound($first);
$start = microtime(true);
for ($i = 0; $i < 1000; $i++) {
    NetBus::broadcast('x');
}
$slow = microtime(true) - $start > 0.9;
echo $slow ? "TOO SLOW for what follows\n" : '';
tally('a thousand messages', $first);

$second = new ContextLogger();
$bound($second);
for ($i = 0; $i < 12; $i++) {
    NetBus::broadcast('x');
}
tally('another logger', $second);

usleep(1_100_000);
// any line of level warning or error tells what is overdue, the counts of all loggers; its own text stays as it is
NetBus::broadcast('x');
tally('when the second is over', $first);
tally('and the other one', $second);

// loggers that follow each other, at one place in memory perhaps
$told = 0;
for ($i = 0; $i < 15; $i++) {
    $brief = new ContextLogger();
    Setup::taskSocket($gateway->addr(), $brief, 1)->connect();
    $told += count($brief->take());
}
echo "one line each: $told\n";

// info lines are not counted
$gateway->up();
$socket = Setup::taskSocket($gateway->addr(), $first, 1);
for ($i = 0; $i < 15; $i++) {
    $socket->connect();
    $socket->close();
}
tally('info', $first);
$gateway->down();

// one that throws is called for each line: its exception is the caller's
$throwing = new class extends Psr\Log\AbstractLogger {
    public int $called = 0;

    public function log($level, $message, array $context = []): void
    {
        $this->called++;
        throw new DomainException('no');
    }
};
$socket = Setup::taskSocket($gateway->addr(), $throwing, 1);
$thrown = 0;
for ($i = 0; $i < 15; $i++) {
    try {
        $socket->connect();
    } catch (DomainException) {
        $thrown++;
    }
}
echo "a logger that throws: called $throwing->called times, $thrown exceptions\n";

// one that is given up while lines of it are counted lives until they are told, and no longer
$mortal = new class extends Psr\Log\AbstractLogger {
    public array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        if (isset($context['repeated'])) {
            echo "  {$context['repeated']} more\n";
        }
    }

    public function __destruct()
    {
        echo "  the logger is gone\n";
    }
};
$socket = Setup::taskSocket($gateway->addr(), $mortal, 1);
echo "no line counted:\n";
$socket->connect();
unset($socket, $mortal);
echo "  (behind unset)\n";
$mortal = new class extends Psr\Log\AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        echo isset($context['repeated']) ? "  {$context['repeated']} more\n" : '';
    }

    public function __destruct()
    {
        echo "  the logger is gone\n";
    }
};
echo "lines counted:\n";
$socket = Setup::taskSocket($gateway->addr(), $mortal, 1);
for ($i = 0; $i < 13; $i++) {
    $socket->connect();
}
unset($socket, $mortal);
echo "  (behind unset)\n";
usleep(1_100_000);
Setup::taskSocket($gateway->addr(), $first, 1)->connect();

// a logger that fails through its own gateway while it is told: its own lines go to PHP's error log
$nested = new class($gateway->addr()) extends Psr\Log\AbstractLogger {
    public int $called = 0;
    private NetsvrBusiness\TaskSocket $socket;

    public function __construct(string $addr)
    {
        $this->socket = Setup::taskSocket($addr, $this, 1);
    }

    public function log($level, $message, array $context = []): void
    {
        $this->called++;
        $this->socket->connect();
    }
};
$socket = Setup::taskSocket($gateway->addr(), $nested, 1);
for ($i = 0; $i < 20; $i++) {
    $socket->connect();
}
echo "a logger that calls its gateway: called $nested->called times, ",
    substr_count(file_get_contents($errorLog), 'netsvr: '), " lines in PHP's error log\n";

// loggers that wait in fibers
$waiting = new class extends Psr\Log\AbstractLogger {
    public int $called = 0;

    public function log($level, $message, array $context = []): void
    {
        $this->called++;
        Fiber::getCurrent() && Fiber::suspend();
    }
};
$fibers = [];
for ($i = 0; $i < 15; $i++) {
    $socket = Setup::taskSocket($gateway->addr(), $waiting, 1);
    $fibers[$i] = new Fiber(fn() => $socket->connect());
    $fibers[$i]->start();
}
echo "in fibers: called $waiting->called times, ",
    count(array_filter($fibers, fn(Fiber $fiber): bool => !$fiber->isTerminated())), " of them wait\n";
foreach ($fibers as $fiber) {
    $fiber->isTerminated() || $fiber->resume();
}

// a child process leaves to its parent what that has counted
$forking = new ContextLogger();
$socket = Setup::taskSocket($gateway->addr(), $forking, 1);
for ($i = 0; $i < 14; $i++) {
    $socket->connect();
}
$forking->take();
if (pcntl_fork() === 0) {
    $socket->connect();
    tally('the child', $forking);
    register_shutdown_function(function () use ($forking): void {
        tally('at its end', $forking);
        posix_kill(getmypid(), SIGKILL);
    });
    exit;
}
pcntl_wait($status);
usleep(1_100_000);
$socket->connect();
tally('the parent', $forking);
unlink($errorLog);
?>
--EXPECT--
a thousand messages:
  10 x error test connect to A failed.
  10 x error test send to A failed.
another logger:
  10 x error test connect to A failed.
  10 x error test send to A failed.
when the second is over:
  1 x error test connect to A failed. (990 more like this within a second)
  1 x error test send to A failed. (990 more like this within a second)
and the other one:
  1 x error test connect to A failed. (2 more like this within a second)
  1 x error test send to A failed. (2 more like this within a second)
  1 x error test connect to A failed.
  1 x error test send to A failed.
one line each: 15
info:
  15 x info test connect to A ok.
  15 x info test close connection A ok.
a logger that throws: called 15 times, 15 exceptions
no line counted:
  the logger is gone
  (behind unset)
lines counted:
  (behind unset)
  3 more
  the logger is gone
a logger that calls its gateway: called 10 times, 10 lines in PHP's error log
in fibers: called 10 times, 10 of them wait
the child:
  1 x error test connect to A failed.
at its end:
the parent:
  1 x error test connect to A failed. (4 more like this within a second)
  1 x error test connect to A failed.
