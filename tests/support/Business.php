<?php
/*
 * A business process under test: main sockets and task sockets for some gateways, in the loop of the extension
 * or in a worker of Workerman, run by a forked child. The test sees what it reports: the lines of its log, its
 * events, and what handlers of the test say. Every wait is bounded; the child ends with the test.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Closure;
use Netsvr\Event;
use Throwable;

final class Business
{
    public const HEARTBEAT = '~6YOt5rW35piO~';
    /** Seconds that a report may take. */
    private const PATIENCE = 10.0;

    /** @var list<string> reports that nobody has taken */
    private array $pending = [];
    private string $received = '';
    /** How it has ended; null while it has not been seen to. */
    private ?string $end = null;
    private int $owner;

    /**
     * @param resource $reports
     * @param array<string, string> $names what is printed instead of ports
     */
    private function __construct(private int $pid, private $reports, private string $folder, private array $names)
    {
        $this->owner = (int)getmypid();
    }

    /**
     * @param list<string> $addrs worker addresses; printed as "the gateway", or "gateway 1" and so on
     * @param list<string>|null $taskAddrs where the task sockets connect, if that is elsewhere
     * @param Closure|null $onOpen gets the message and the BusinessProcess; so do the next two. By default
     *                             events are reported
     * @param int $events which events to register for
     * @param int $heartbeat of the main sockets, in milliseconds
     * @param int $taskHeartbeat of the task sockets under Workerman, in milliseconds
     * @param int $timeout of all sockets, in seconds
     * @param Closure|null $prepare gets the BusinessProcess first of all
     * @param Closure|null $started gets the BusinessProcess and what start() has returned; on the own loop
     *                              start() is left to run() unless this is given
     * @param Closure|null $mainSocket makes a main socket from the BusinessProcess and the address
     * @param Closure|null $tick gets the BusinessProcess and the manager every so many milliseconds
     * @param Closure|null $run gets the BusinessProcess and is all that it does
     * @param bool $coroutines under Workerman 5 callbacks are to run in fibers or other coroutines
     */
    public static function start(
        Host $host,
        array $addrs,
        ?Closure $onOpen = null,
        ?Closure $onMessage = null,
        ?Closure $onClose = null,
        int $events = Event::OnOpen | Event::OnMessage | Event::OnClose,
        int $heartbeat = 45_000,
        int $taskHeartbeat = 45_000,
        int $timeout = 5,
        ?Closure $prepare = null,
        ?Closure $started = null,
        ?Closure $mainSocket = null,
        ?Closure $tick = null,
        int $tickInterval = 50,
        ?Closure $run = null,
        bool $coroutines = false,
        ?array $taskAddrs = null
    ): self {
        $options = compact('onOpen', 'onMessage', 'onClose', 'events', 'heartbeat', 'taskHeartbeat', 'timeout', 'prepare',
            'started', 'mainSocket', 'tick', 'tickInterval', 'run', 'coroutines', 'taskAddrs');
        return self::fork($addrs, static function ($reports, string $folder) use ($host, $addrs, $options): void {
            (new BusinessProcess($host, $reports, $folder, $addrs, $options))->run();
        });
    }

    /**
     * Runs other code as a business process.
     *
     * @param list<string> $addrs
     * @param callable(resource, string): void $code gets the stream that reports go to, each a line of JSON, and a
     *                                               folder for files
     */
    public static function fork(array $addrs, callable $code): self
    {
        if (!extension_loaded('posix')) {
            throw new \RuntimeException('a Business needs the extension posix');
        }
        $names = [];
        foreach ($addrs as $index => $addr) {
            $names[$addr] = count($addrs) === 1 ? 'the gateway' : 'gateway ' . $index + 1;
        }
        [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, STREAM_IPPROTO_IP);
        $folder = sys_get_temp_dir() . '/netsvr-business-' . bin2hex(random_bytes(6));
        mkdir($folder);
        $pid = pcntl_fork();
        if ($pid === 0) {
            fclose($ours);
            self::child($theirs, $folder, $code);
        }
        fclose($theirs);
        stream_set_blocking($ours, false);
        $business = new self($pid, $ours, $folder, $names);
        $business->endWithTheTest();
        return $business;
    }

    /**
     * Prints reports up to the first that contains the text, that one included.
     *
     * @param float $timeout seconds
     */
    public function printUntil(string $text, float $timeout = self::PATIENCE): void
    {
        echo implode('', array_map(static fn(string $line): string => "  $line\n", $this->until($text, $timeout)));
    }

    /**
     * Takes reports up to the first that contains the text, that one included.
     *
     * @return list<string> the first line of each, with names instead of ports; the last one says so when the
     *                      text has not come in time
     */
    public function until(string $text, float $timeout = self::PATIENCE): array
    {
        $lines = [];
        $deadline = microtime(true) + Setup::patience($timeout);
        do {
            $report = $this->nextBy($deadline);
            if ($report === null) {
                $lines[] = 'NOT REPORTED: ' . $text . ($this->end === null ? '' : "; ended: $this->end")
                    . $this->outputText();
                return $lines;
            }
            $lines[] = strtok($report, "\n");
        } while (!str_contains($report, $text));
        return $lines;
    }

    /** The next report, whole, with names instead of ports; null when none comes in time. */
    public function next(float $timeout = self::PATIENCE): ?string
    {
        return $this->nextBy(microtime(true) + Setup::patience($timeout));
    }

    private function nextBy(float $deadline): ?string
    {
        while ($this->pending === [] && $this->end === null) {
            $left = $deadline - microtime(true);
            $read = [$this->reports];
            $none = null;
            if ($left <= 0 || !@stream_select($read, $none, $none, (int)$left, (int)(fmod($left, 1) * 1e6))) {
                if ($left <= 0) {
                    break;
                }
                continue;
            }
            $this->read();
        }
        return array_shift($this->pending);
    }

    /** Prints the reports that come until the process ends by itself, and how it ends. */
    public function printEnd(float $timeout = self::PATIENCE): void
    {
        $deadline = microtime(true) + Setup::patience($timeout);
        while (($report = $this->nextBy($deadline)) !== null) {
            echo '  ', strtok($report, "\n"), "\n";
        }
        if ($this->end === null) {
            $this->kill();
            $this->end = "NOT ENDED within $timeout s";
        }
        echo '  ended: ', $this->end, $this->outputText(), "\n";
    }

    /** The exit status of a process that ends by itself, or how else it ended; reports are dropped. */
    public function status(float $timeout = self::PATIENCE): string
    {
        $deadline = microtime(true) + Setup::patience($timeout);
        while ($this->nextBy($deadline) !== null) {
            continue;
        }
        return $this->end === null ? 'STILL RUNNING' : (string)preg_replace('~^exit ~', '', $this->end);
    }

    /** The exit status of a worker of the real Workerman, whose master process writes it into a log and goes on. */
    public function workerStatus(float $timeout = self::PATIENCE): string
    {
        $deadline = microtime(true) + $timeout;
        while (!preg_match('~exit with status (\d+)~', (string)@file_get_contents("$this->folder/worker.log"), $match)) {
            if (microtime(true) > $deadline) {
                return 'NOT LOGGED';
            }
            usleep(20_000);
        }
        // As wait() gives it: the number that was given to exit() stands in the second byte.
        return (string)($match[1] > 255 ? $match[1] >> 8 : $match[1]);
    }

    /** Tells it to stop and prints what it does then. */
    public function printStop(int $signal = SIGTERM): void
    {
        $this->signal($signal);
        $this->printEnd();
    }

    public function signal(int $signal): void
    {
        posix_kill($this->pid, $signal);
    }

    public function pid(): int
    {
        return $this->pid;
    }

    /** Resident memory in KiB. */
    public static function rss(int|string $pid = 'self'): int
    {
        preg_match('~^VmRSS:\s+(\d+)~m', (string)file_get_contents("/proc/$pid/status"), $match);
        return (int)($match[1] ?? 0);
    }

    /** SIGKILL for it and all that it has started. */
    public function kill(): void
    {
        if ($this->end === null) {
            posix_kill(-$this->pid, SIGKILL) || posix_kill($this->pid, SIGKILL);
            $this->wait();
        }
    }

    public function __destruct()
    {
        if ($this->owner === getmypid()) {
            $this->kill();
            array_map(unlink(...), glob("$this->folder/*") ?: []);
            rmdir($this->folder);
        }
    }

    /** @param resource $reports */
    private static function child($reports, string $folder, callable $code): never
    {
        posix_setpgid(0, 0);
        // What echo writes from now on goes to the file: the lowest free descriptor is that of stdout.
        while (ob_get_level() > 0) {
            ob_end_clean();
        }
        fclose(STDOUT);
        $GLOBALS['netsvr_test_output'] = fopen("$folder/output", 'a');
        foreach ([SIGALRM, SIGTERM, SIGINT] as $signal) {
            pcntl_signal($signal, SIG_DFL);
        }
        pcntl_async_signals(false);
        try {
            $code($reports, $folder);
        } catch (Throwable $thrown) {
            echo $thrown, "\n";
            exit(3);
        }
        exit(0);
    }

    private function read(): void
    {
        $bytes = fread($this->reports, 1 << 16);
        if ($bytes === '' || $bytes === false) {
            if (feof($this->reports)) {
                $this->wait();
            }
            return;
        }
        $this->received .= $bytes;
        while (($end = strpos($this->received, "\n")) !== false) {
            $report = strtr((string)json_decode(substr($this->received, 0, $end)), $this->names);
            $this->received = substr($this->received, $end + 1);
            $this->pending[] = $report;
        }
    }

    /** The end of its reports is its end; a moment later there is a status. */
    private function wait(): void
    {
        $deadline = microtime(true) + 3.0;
        while (($pid = pcntl_waitpid($this->pid, $status, WNOHANG)) === 0 && microtime(true) < $deadline) {
            usleep(2000);
        }
        if ($pid === 0) {
            posix_kill(-$this->pid, SIGKILL);
            pcntl_waitpid($this->pid, $status);
        }
        $this->end = match (true) {
            pcntl_wifsignaled($status) => 'signal ' . pcntl_wtermsig($status),
            default => 'exit ' . pcntl_wexitstatus($status),
        };
    }

    /** What it has printed: warnings, exceptions, fatal errors. */
    private function outputText(): string
    {
        $text = trim((string)@file_get_contents("$this->folder/output"));
        return $text === '' ? '' : "; it printed: $text";
    }

    /** The alarm of Setup::endAfter() ends this process without destructors; the child must not outlive it. */
    private function endWithTheTest(): void
    {
        static $children = [];
        $children[] = \WeakReference::create($this);
        pcntl_async_signals(true);
        pcntl_signal(SIGALRM, static function () use (&$children): void {
            foreach ($children as $child) {
                $child->get()?->kill();
            }
            while (ob_get_level() > 0) {
                ob_end_flush();
            }
            echo "\nTIME IS OVER\n";
            exit(1);
        });
    }
}
