<?php
/*
 * Stand-in for Workerman 4: one worker, run in this very process instead of a forked one. As in the real one
 * the loop exists before onWorkerStart is called, SIGINT stops the worker (SIGTERM too, which the real one
 * takes in its master process), onWorkerStop is called first, then the process exits. SIGIOT and SIGIO have it
 * write its figures, and its connections, as the master of the real one asks for them.
 */
namespace Workerman;

use Workerman\Connection\ConnectionInterface;
use Workerman\Connection\TcpConnection;
use Workerman\Events\EventInterface;
use Workerman\Events\Select;

#[\AllowDynamicProperties]
class Worker
{
    const VERSION = '4.1.17';

    const STATUS_STARTING = 1;
    const STATUS_RUNNING = 2;
    const STATUS_SHUTDOWN = 4;

    public $id = 0;
    public $name = 'none';
    public $count = 1;
    public $onWorkerStart = null;
    public $onWorkerStop = null;
    public $stopping = false;

    public static $daemonize = false;
    public static $stdoutFile = '/dev/null';
    public static $pidFile = '';
    public static $statusFile = '';
    public static $logFile = '';
    /** @var EventInterface|null */
    public static $globalEvent = null;

    /** @var array<string, Worker> */
    private static array $workers = [];
    private static int $status = self::STATUS_STARTING;

    public function __construct($socket_name = '', array $context_option = array())
    {
        self::$workers[spl_object_hash($this)] = $this;
    }

    public static function runAll()
    {
        self::$globalEvent = new Select();
        foreach ([SIGINT, SIGTERM] as $signal) {
            self::$globalEvent->add($signal, EventInterface::EV_SIGNAL, static fn() => self::stopAll());
        }
        foreach ([SIGIOT, SIGIO] as $signal) {
            self::$globalEvent->add($signal, EventInterface::EV_SIGNAL, [self::class, 'signalHandler']);
        }
        Timer::init(self::$globalEvent);
        self::$status = self::STATUS_RUNNING;
        foreach (self::$workers as $worker) {
            $worker->run();
        }
        self::$globalEvent->loop();
    }

    public static function stopAll($code = 0, $log = '')
    {
        if ($log) {
            self::log($log);
        }
        self::$status = self::STATUS_SHUTDOWN;
        foreach (self::$workers as $worker) {
            if (!$worker->stopping) {
                $worker->stop();
                $worker->stopping = true;
            }
        }
        self::$workers = [];
        self::$globalEvent->destroy();
        exit($code);
    }

    public static function signalHandler($signal)
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
                getmypid(), $worker, str_pad($connection->id, 9), $connection->transport,
                substr(strrchr('\\' . ($connection->protocol ? $connection->protocol : $connection->transport), '\\'), 1),
                $connection->isIpV4() ? 1 : 0, $connection->isIpV6() ? 1 : 0,
                $connection->getRecvBufferQueueSize() . 'B', $connection->getSendBufferQueueSize() . 'B',
                $connection->bytesRead . 'B', $connection->bytesWritten . 'B', $connection->getStatus(false),
                trim($connection->getLocalAddress()), trim($connection->getRemoteAddress()),
            ];
            file_put_contents(self::$statusFile, implode(' ', $row) . "\n", FILE_APPEND);
        }
    }

    public static function getAllWorkers()
    {
        return self::$workers;
    }

    public static function getEventLoop()
    {
        return self::$globalEvent;
    }

    public static function getStatus()
    {
        return self::$status;
    }

    public static function getGracefulStop()
    {
        return false;
    }

    public static function log($msg)
    {
        self::safeEcho($msg . "\n");
    }

    public static function safeEcho($msg, $decorated = false)
    {
        echo $msg;
        return true;
    }

    public function run()
    {
        if ($this->onWorkerStart) {
            try {
                call_user_func($this->onWorkerStart, $this);
            } catch (\Throwable $thrown) {
                self::stopAll(250, $thrown);
            }
        }
    }

    public function stop()
    {
        if ($this->onWorkerStop) {
            try {
                call_user_func($this->onWorkerStop, $this);
            } catch (\Throwable $thrown) {
                self::stopAll(250, $thrown);
            }
        }
    }
}
