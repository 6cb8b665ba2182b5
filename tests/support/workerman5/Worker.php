<?php
/*
 * Stand-in for Workerman 5: one worker, run in this very process instead of a forked one. As in the real one
 * onWorkerStart is called inside a fiber, SIGINT and SIGTERM stop the worker, onWorkerStop is called first,
 * and the process exits from a timer, once the loop has turned. SIGIOT and SIGIO have it write its figures, and its
 * connections, as the master of the real one asks for them.
 */
declare(strict_types=1);

namespace Workerman;

use Throwable;
use Workerman\Connection\ConnectionInterface;
use Workerman\Connection\TcpConnection;
use Workerman\Events\EventInterface;
use Workerman\Events\Select;

#[\AllowDynamicProperties]
class Worker
{
    public const STATUS_STARTING = 1;
    public const STATUS_RUNNING = 2;
    public const STATUS_SHUTDOWN = 4;

    public int $id = 0;
    public string $name = 'none';
    public int $count = 1;
    /** @var callable|null */
    public $onWorkerStart = null;
    /** @var callable|null */
    public $onWorkerStop = null;
    public bool $stopping = false;

    public static bool $daemonize = false;
    public static string $stdoutFile = '/dev/null';
    public static string $pidFile = '';
    public static string $statusFile = '';
    public static string $logFile = '';
    public static string $eventLoopClass = Select::class;
    public static ?EventInterface $globalEvent = null;

    /** @var array<string, Worker> */
    private static array $workers = [];
    private static int $status = self::STATUS_STARTING;

    public function __construct(?string $socketName = null, array $socketContext = [])
    {
        self::$workers[spl_object_hash($this)] = $this;
    }

    public static function runAll(): void
    {
        self::$globalEvent = new self::$eventLoopClass();
        self::$globalEvent->setErrorHandler(static fn(Throwable $thrown) => self::stopAll(250, $thrown));
        foreach ([SIGINT, SIGTERM] as $signal) {
            self::$globalEvent->onSignal($signal, static fn() => self::stopAll());
        }
        foreach ([SIGIOT, SIGIO] as $signal) {
            self::$globalEvent->onSignal($signal, self::signalHandler(...));
        }
        Timer::init(self::$globalEvent);
        self::$status = self::STATUS_RUNNING;
        foreach (self::$workers as $worker) {
            $worker->run();
        }
        self::$globalEvent->run();
        exit(self::$status === self::STATUS_SHUTDOWN ? 0 : 250);
    }

    public static function stopAll(int $code = 0, mixed $log = ''): void
    {
        if ($log) {
            self::log($log);
        }
        self::$status = self::STATUS_SHUTDOWN;
        foreach (self::$workers as $worker) {
            $worker->stop(false);
        }
        Timer::repeat(0.01, static function () use ($code): void {
            self::$globalEvent->stop();
            exit($code);
        });
    }

    protected static function signalHandler(int $signal): void
    {
        $line = getmypid() . "\t";
        if ($signal === SIGIOT) {
            $counted = ConnectionInterface::$statistics;
            $line .= "1M none none $counted[connection_count] $counted[send_fail] ";
            $line .= self::$globalEvent->getTimerCount() . " $counted[total_request]\n";
            file_put_contents(self::$statusFile, $line, FILE_APPEND);
            return;
        }
        foreach (TcpConnection::$connections as $connection) {
            $worker = isset($connection->worker) ? $connection->worker->name : current(self::$workers)->name;
            $row = [
                getmypid(), $worker, str_pad((string)$connection->id, 9), $connection->transport,
                substr(strrchr('\\' . ($connection->protocol ? $connection->protocol : $connection->transport), '\\'), 1),
                $connection->isIpV4() ? 1 : 0, $connection->isIpV6() ? 1 : 0,
                $connection->getRecvBufferQueueSize() . 'B', $connection->getSendBufferQueueSize() . 'B',
                $connection->bytesRead . 'B', $connection->bytesWritten . 'B', $connection->getStatus(false),
                trim($connection->getLocalAddress()), trim($connection->getRemoteAddress()),
            ];
            file_put_contents(self::$statusFile . '.connection', implode(' ', $row) . "\n", FILE_APPEND);
        }
    }

    public static function getAllWorkers(): array
    {
        return self::$workers;
    }

    public static function getEventLoop(): EventInterface
    {
        return self::$globalEvent;
    }

    public static function getStatus(): int
    {
        return self::$status;
    }

    public static function getGracefulStop(): bool
    {
        return false;
    }

    public static function log(\Stringable|string $msg, bool $decorated = false): void
    {
        self::safeEcho("$msg\n");
    }

    public static function safeEcho(string $msg, bool $decorated = false): void
    {
        echo $msg;
    }

    public function run(): void
    {
        if ($this->onWorkerStart === null) {
            return;
        }
        $start = new \Fiber(function (): void {
            try {
                ($this->onWorkerStart)($this);
            } catch (Throwable $thrown) {
                self::stopAll(250, $thrown);
            }
        });
        $start->start();
    }

    public function stop(bool $force = true): void
    {
        if ($this->stopping) {
            return;
        }
        if ($this->onWorkerStop !== null) {
            try {
                ($this->onWorkerStop)($this);
            } catch (Throwable $thrown) {
                self::log($thrown);
            }
        }
        $this->stopping = true;
    }
}
