<?php
/*
 * The inside of a Business: makes its sockets as a user's bootstrap does and runs them in a host. What happens
 * is reported line by line to the test that started it.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\SocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrBusiness\Workerman\MainSocketManager as WorkermanMainSocketManager;
use Psr\Log\LoggerInterface;
use Workerman\Worker;

final class BusinessProcess
{
    public readonly LoggerInterface $logger;
    public readonly EventInterface $event;
    public readonly MainSocketManager|WorkermanMainSocketManager $manager;
    /** For what handlers remember. */
    public array $notes = [];

    /**
     * @param resource $reports where reports go
     * @param string $folder for files; removed at the end
     * @param list<string> $addrs
     * @param array<string, mixed> $options see Business::start()
     */
    public function __construct(
        public readonly Host $host,
        private $reports,
        public readonly string $folder,
        public readonly array $addrs,
        private array $options
    ) {
        $this->logger = new ReportingLogger($this);
        $this->event = new ClosureEvents($this, $options['onOpen'], $options['onMessage'], $options['onClose']);
        $this->manager = Sockets::manager($host);
    }

    /** Tells the test; it waits for lines, or prints them. */
    public function report(string $text): void
    {
        // The test may be gone already; that is no matter of what is tested here.
        @fwrite($this->reports, json_encode($text, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE) . "\n");
    }

    /** Keeps everything else in this process waiting, as usleep() does not where that lets other coroutines run. */
    public function keepBusy(float $seconds): void
    {
        $end = microtime(true) + $seconds;
        while (microtime(true) < $end) {
            continue;
        }
    }

    public function run(): void
    {
        if ($this->options['prepare'] !== null) {
            ($this->options['prepare'])($this);
        }
        if ($this->options['run'] !== null) {
            ($this->options['run'])($this);
            return;
        }
        $this->host->isWorkerman()
            ? $this->runWorkerman('business', fn() => $this->startWorker(), fn() => $this->stopWorker())
            : $this->runOwnLoop();
    }

    /**
     * One worker of Workerman, until it is told to stop.
     *
     * @param callable(Worker): void $onStart
     * @param callable(Worker): void $onStop
     */
    public function runWorkerman(string $name, callable $onStart, callable $onStop): void
    {
        $this->host->load();
        $GLOBALS['argv'] = ['business', 'start'];
        Worker::$pidFile = "$this->folder/worker.pid";
        Worker::$logFile = "$this->folder/worker.log";
        if (property_exists(Worker::class, 'stopTimeout')) {
            // Workerman would kill a worker that waits for a gateway which does not answer.
            Worker::$stopTimeout = 10;
        }
        if (property_exists(Worker::class, 'statusFile')) {
            Worker::$statusFile = "$this->folder/worker.status";
        }
        if (($loop = $this->host->eventLoop($this->options['coroutines'] ?? false)) !== null) {
            Worker::$eventLoopClass = $loop;
        }
        $this->silence();
        $worker = new Worker();
        $worker->name = $name;
        $worker->onWorkerStart = $onStart;
        $worker->onWorkerStop = $onStop;
        Worker::runAll();
    }

    /** The main socket of this host, or of a child class of it. */
    public function mainSocket(string $addr, ?string $class = null, ?SocketInterface $socket = null): MainSocketInterface
    {
        $class ??= $this->host->isWorkerman() ? WorkermanMainSocket::class : MainSocket::class;
        $socket ??= new Socket('main', $this->logger, $addr, $this->options['timeout'], $this->options['timeout']);
        ['events' => $events, 'heartbeat' => $heartbeat] = $this->options;
        return Sockets::main($class, 'main', $this->logger, $this->event, $socket, $events, $heartbeat);
    }

    /** What NetBus binds to the container: the objects of one gateway each. */
    public function bind(): void
    {
        $container = new Container();
        Container::setInstance($container);
        $container->bind(TaskSocketMangerInterface::class, function (): TaskSocketManger {
            $tasks = new TaskSocketManger();
            foreach ($this->options['taskAddrs'] ?? $this->addrs as $addr) {
                $tasks->addSocket($this->taskSocket($addr));
            }
            return $tasks;
        });
        foreach ($this->addrs as $addr) {
            $make = $this->options['mainSocket'];
            $this->manager->addSocket($make === null ? $this->mainSocket($addr) : $make($this, $addr));
        }
    }

    private function taskSocket(string $addr): TaskSocket
    {
        ['timeout' => $timeout, 'taskHeartbeat' => $heartbeat] = $this->options;
        $withTimer = $this->host->isWorkerman() ? $heartbeat : null;
        return Sockets::task('task', $this->logger, $addr, $timeout, 117, $withTimer);
    }

    private function runOwnLoop(): void
    {
        $this->bind();
        $container = Container::getInstance();
        $container->bind(MainSocketManagerInterface::class, $this->manager);
        if ($this->options['started'] !== null) {
            ($this->options['started'])($this, $this->manager->start());
        }
        $tick = $this->options['tick'];
        $this->manager->run(
            $tick === null ? null : fn(MainSocketManager $manager) => $tick($this, $manager),
            $this->options['tickInterval']
        );
        $container->get(TaskSocketMangerInterface::class)->close();
        $this->report('run() has returned');
    }

    private function startWorker(): void
    {
        $this->bind();
        $started = $this->manager->start();
        if ($started) {
            Container::getInstance()->bind(MainSocketManagerInterface::class, $this->manager);
        }
        if ($this->options['started'] !== null) {
            ($this->options['started'])($this, $started);
        }
        if ($this->options['tick'] !== null) {
            $every = $this->options['tickInterval'] / 1000;
            \Workerman\Timer::add($every, fn() => ($this->options['tick'])($this, $this->manager));
        }
    }

    private function stopWorker(): void
    {
        $this->manager->close();
        Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
        $left = $this->leftBehind($this->options['tick'] === null ? 0 : 1);
        $this->report($left === '' ? 'run() has returned' : "LEFT BEHIND: $left");
    }

    /** What the host's loop still watches and waits for, besides this many timers. */
    public function leftBehind(int $timers = 0): string
    {
        $loop = Worker::getEventLoop();
        $left = [];
        if ($loop->getTimerCount() !== $timers) {
            $left[] = $loop->getTimerCount() - $timers . ' timers';
        }
        if (($watchers = self::watchers($loop)) !== 0) {
            $left[] = "$watchers watchers";
        }
        return implode(', ', $left);
    }

    private static function watchers(object $loop): int
    {
        if (method_exists($loop, 'watcherCount')) {
            return $loop->watcherCount();
        }
        $count = 0;
        // Select has a list of streams; others have one of callbacks.
        foreach (['readFds' => 'readEvents', 'writeFds' => 'writeEvents', '_readFds' => '', '_writeFds' => ''] as $name => $other) {
            $name = property_exists($loop, $name) ? $name : $other;
            if (property_exists($loop, $name)) {
                $count += count((new \ReflectionProperty($loop, $name))->getValue($loop));
            }
        }
        return $count;
    }

    /** The real Workerman greets; what it says is no part of a test's output. */
    private function silence(): void
    {
        foreach (['_outputStream', 'outputStream'] as $name) {
            if (property_exists(Worker::class, $name)) {
                (new \ReflectionProperty(Worker::class, $name))->setValue(null, fopen('/dev/null', 'w'));
            }
        }
    }
}
