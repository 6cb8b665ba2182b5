<?php
/*
 * The development gateway as a child process: its ports, its end, and the clients that connect to it.
 * It ends with the script that started it, however that ends. Knows nothing of the messages.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class DevGate
{
    /** Seconds that starting, stopping and greeting may take. */
    private const PATIENCE = 30.0;

    /** Where websocket clients connect: ws://127.0.0.1:port/netsvr */
    public readonly string $url;
    /** Where business processes connect: 127.0.0.1:port */
    public readonly string $workerAddr;
    /** Where commands go: with --gateway 8 a port of its own, else that of $workerAddr. */
    public readonly string $taskAddr;

    /** @var resource|null */
    private $process = null;
    /** @var resource|null stdout of the process */
    private $output = null;
    /** The process that may stop it: a forked child must not. */
    private int $owner;

    /**
     * @param list<string> $flags more flags for devgate, such as --read-deadline
     * @param list<string> $through what runs it, such as nsenter with its options
     */
    private function __construct(private array $flags, private array $through = [])
    {
        $this->owner = (int)getmypid();
        if (!in_array('--gateway', $flags, true)) {
            array_unshift($this->flags, '--gateway', (string)self::generation());
        }
        if ($this->flags[(int)array_search('--gateway', $this->flags, true) + 1] === '8') {
            // Clients of tests send as much as they like, unless a test says otherwise: the last one counts.
            array_unshift($this->flags, '--set', 'Customer.LimitZeroWindowMaxRequests=1000000000');
        }
    }

    /** Which gateway the tests are to run on, 5 (5.x) or 8 (8.x): NETSVR_TEST_GATEWAY, else 5. */
    public static function generation(): int
    {
        return (int)(getenv('NETSVR_TEST_GATEWAY') ?: 5);
    }

    /**
     * Starts a gateway on ports that stay its own when it has ended. It greets each client with its uniqId.
     *
     * @throws RuntimeException when there is no devgate or it does not come up
     */
    public static function start(string ...$flags): self
    {
        // of a gateway 8.x the next port is the task port
        return self::startOn(Port::hold(), Port::holdRow(2), ...$flags);
    }

    /** The same at these addresses of loopback, the first one for clients. */
    public static function startOn(string $websocket, string $worker, string ...$flags): self
    {
        $gateway = new self(array_values($flags));
        [$gateway->url, $gateway->workerAddr, $gateway->taskAddr] = $gateway->launch($websocket, $worker);
        return $gateway;
    }

    /**
     * The same on another host of the test.
     *
     * @param string $ip an address of that host
     * @param list<string> $through the command that runs another one there
     */
    public static function startAt(string $ip, array $through, string ...$flags): self
    {
        $gateway = new self(['--allow-remote', ...array_values($flags)], $through);
        [$gateway->url, $gateway->workerAddr, $gateway->taskAddr] = $gateway->launch("$ip:0", "$ip:0");
        return $gateway;
    }

    /** The devgate to run: NETSVR_DEVGATE, else the newest that has been built in target/. */
    public static function path(): string
    {
        $path = (string)getenv('NETSVR_DEVGATE');
        if ($path === '') {
            $target = dirname(__DIR__, 2) . '/target';
            $built = array_filter(["$target/release/devgate", "$target/debug/devgate"], is_file(...));
            usort($built, static fn(string $a, string $b): int => filemtime($b) <=> filemtime($a));
            $path = $built[0] ?? '';
        }
        if (!is_executable($path)) {
            throw new RuntimeException('no devgate: run `cargo build -p netsvr-devgate` or set NETSVR_DEVGATE');
        }
        return $path;
    }

    /** Connects a websocket client that knows its uniqId. */
    public function client(string $query = ''): WebSocketClient
    {
        $client = WebSocketClient::connect($this->url . $query, Setup::patience(self::PATIENCE));
        $client->uniqId = $client->receive(Setup::patience(self::PATIENCE))
            ?? throw new RuntimeException("$this->url greeted its client with nothing");
        return $client;
    }

    /** SIGTERM, and SIGKILL when that has not ended it in time. May be called again. */
    public function stop(): void
    {
        $this->end(SIGTERM);
    }

    /** SIGKILL: connections break without a word. */
    public function kill(): void
    {
        $this->end(SIGKILL);
    }

    /** SIGSTOP: the kernel goes on taking connections and bytes for it. */
    public function suspend(): void
    {
        proc_terminate($this->process, SIGSTOP);
    }

    /** SIGCONT: it goes on where it was. */
    public function resume(): void
    {
        proc_terminate($this->process, SIGCONT);
    }

    /** A new process on the same ports, which knows none of the clients of the old one. */
    public function restart(): void
    {
        $this->kill();
        $task = $this->taskAddr === $this->workerAddr || in_array('--task', $this->flags, true) ? [] : ['--task', $this->taskAddr];
        array_push($this->flags, ...$task);
        $this->launch(parse_url($this->url, PHP_URL_HOST) . ':' . parse_url($this->url, PHP_URL_PORT), $this->workerAddr);
    }

    public function __destruct()
    {
        $this->stop();
    }

    /** @return array{string, string, string} the address for clients, and those for business processes */
    private function launch(string $websocket, string $worker): array
    {
        $command = [...$this->through, self::path(), '--ws', $websocket, '--worker', $worker, '--greet', ...$this->flags];
        if (is_executable('/usr/bin/setpriv')) {
            // The kernel ends it when this script is killed before it can.
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--', ...$command];
        }
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], STDERR], $pipes);
        if (!is_resource($process)) {
            throw new RuntimeException("cannot start $command[0]");
        }
        [$this->process, $this->output] = [$process, $pipes[1]];
        stream_set_blocking($this->output, false);
        $said = '';
        $deadline = microtime(true) + Setup::patience(self::PATIENCE);
        while (!preg_match('~^websocket (\S+)\nworker (\S+)\n(?:task (\S+)\n)?(?:page \S+\n)?ready\n~', $said, $addresses)) {
            if (microtime(true) > $deadline || feof($this->output)) {
                $this->kill();
                throw new RuntimeException("devgate did not come up; it said: $said");
            }
            $read = [$this->output];
            $none = null;
            @stream_select($read, $none, $none, 0, 100_000);
            $said .= (string)fread($this->output, 4096);
        }
        return [$addresses[1], $addresses[2], ($addresses[3] ?? '') ?: $addresses[2]];
    }

    private function end(int $signal): void
    {
        if (!is_resource($this->process) || $this->owner !== getmypid()) {
            return;
        }
        proc_terminate($this->process, $signal);
        // It may be suspended.
        $this->resume();
        $deadline = microtime(true) + self::PATIENCE / 2;
        while (proc_get_status($this->process)['running']) {
            if (microtime(true) > $deadline) {
                proc_terminate($this->process, SIGKILL);
                break;
            }
            usleep(1000);
        }
        fclose($this->output);
        proc_close($this->process);
        $this->process = null;
    }
}
