<?php
/*
 * The child process of FakeGateway: carries out the steps on its connections in one select loop. What it
 * sends waits in a queue per connection, so that no step keeps another connection waiting. Knows frames,
 * not messages.
 */
declare(strict_types=1);

use NetsvrTests\Support\Frames;
use NetsvrTests\Support\JsonLines;

require __DIR__ . '/Frames.php';
require __DIR__ . '/JsonLines.php';

final class FakeConnection
{
    private const PIECE = 1 << 18;

    public bool $open = true;
    public bool $reading = true;
    public int $bytes = 0;
    public int $frames = 0;
    private string $buffer = '';
    /** @var list<array> steps that wait for a frame */
    private array $turns;
    /** @var list<array> steps that wait for a number of bytes, the smallest first */
    private array $thresholds;
    /** @var list<array{at: float, kind: string, bytes: string, written?: int}> */
    private array $queue = [];

    /** @param resource $stream */
    public function __construct(public $stream, array $script)
    {
        stream_set_blocking($stream, false);
        // What the script does not read stays in the kernel, so that the peer feels it.
        stream_set_read_buffer($stream, 0);
        $of = static fn(string $when): array => array_values(array_filter(
            $script,
            static fn(array $step): bool => ($step['when'] ?? 'frame') === $when
        ));
        $this->turns = $of('frame');
        $this->thresholds = $of('bytes');
        usort($this->thresholds, static fn(array $a, array $b): int => $a['bytes_read'] <=> $b['bytes_read']);
        foreach ($of('connect') as $step) {
            $this->begin($step, null);
        }
    }

    /** @return list<string> the frames that have become whole */
    public function receive(): array
    {
        $next = $this->thresholds[0]['bytes_read'] ?? PHP_INT_MAX;
        $bytes = @fread($this->stream, max(1, min(65536, $next - $this->bytes)));
        if ($bytes === '' || $bytes === false) {
            if (feof($this->stream)) {
                $this->end('close');
            }
            return [];
        }
        $this->bytes += strlen($bytes);
        $this->buffer .= $bytes;
        $frames = [];
        while (($frame = Frames::take($this->buffer)) !== null) {
            $this->frames++;
            $frames[] = $frame;
            if (($this->turns[0]['at_command'] ?? Frames::cmd($frame)) !== Frames::cmd($frame)) {
                continue;
            }
            $step = array_shift($this->turns);
            if ($step !== null || Frames::isRequest($frame)) {
                $this->begin($step ?? ['send' => 'frame', 'bytes' => ''], Frames::cmd($frame));
            }
        }
        while ($this->thresholds && $this->bytes >= $this->thresholds[0]['bytes_read']) {
            $this->begin(array_shift($this->thresholds), null);
        }
        return $frames;
    }

    /** Reads again, from now on as fast as can be, however small its buffer was. */
    public function resume(): void
    {
        $this->reading = true;
        if (function_exists('socket_import_stream')) {
            $socket = socket_import_stream($this->stream);
            socket_set_option($socket, SOL_SOCKET, SO_RCVBUF, FakeServer::LARGE_BUFFER);
            socket_set_option($socket, SOL_TCP, FakeServer::TCP_WINDOW_CLAMP, FakeServer::LARGE_BUFFER);
            unset($socket);
        }
    }

    /** Queues bytes that no frame asked for. */
    public function push(string $bytes): void
    {
        $this->queue[] = ['at' => 0.0, 'kind' => 'write', 'bytes' => $bytes];
    }

    private function begin(array $step, ?int $cmd): void
    {
        $at = microtime(true) + ($step['delay'] ?? 0) / 1000;
        $bytes = base64_decode($step['bytes'] ?? '', true);
        if (($step['send'] ?? '') === 'frame') {
            $bytes = Frames::pack($step['cmd'] ?? $cmd ?? 0, $bytes);
        }
        if (isset($step['length'])) {
            $bytes = pack('N', $step['length']) . substr($bytes, 4);
        }
        $bytes = str_repeat(substr($bytes, 0, $step['truncate'] ?? null), $step['times'] ?? 1);
        $pieces = isset($step['dribble']) && $bytes !== '' ? str_split($bytes) : [$bytes];
        foreach ($pieces as $index => $piece) {
            $due = $at + $index * ($step['dribble'] ?? 0) / 1000;
            $this->queue[] = ['at' => $due, 'kind' => 'write', 'bytes' => $piece];
        }
        if (isset($step['then'])) {
            $this->queue[] = ['at' => 0.0, 'kind' => $step['then'], 'bytes' => ''];
        }
    }

    /** Does what is due. Gives the time of what comes next, or null when that is not a matter of time. */
    public function advance(): ?float
    {
        while ($this->open && $this->queue) {
            $item = &$this->queue[0];
            if ($item['at'] > microtime(true)) {
                return $item['at'];
            }
            if ($item['kind'] === 'write' && $item['bytes'] !== '') {
                // in pieces: what is left of many megabytes is not copied for each
                $piece = substr($item['bytes'], $item['written'] ?? 0, self::PIECE);
                $written = @fwrite($this->stream, $piece);
                if ($written === false || ($written === 0 && feof($this->stream))) {
                    $this->end('close');
                    return null;
                }
                $item['written'] = ($item['written'] ?? 0) + $written;
                if ($written < strlen($piece)) {
                    return null;
                }
                if ($item['written'] < strlen($item['bytes'])) {
                    continue;
                }
            } elseif ($item['kind'] === 'stop') {
                $this->reading = false;
            } elseif ($item['kind'] !== 'write') {
                $this->end($item['kind']);
            }
            unset($item);
            array_shift($this->queue);
        }
        return null;
    }

    public function wantsToWrite(): bool
    {
        return $this->open && $this->queue && $this->queue[0]['at'] <= microtime(true);
    }

    public function end(string $how): void
    {
        if (!$this->open) {
            return;
        }
        $this->open = false;
        if ($how === 'reset') {
            $socket = socket_import_stream($this->stream);
            socket_set_option($socket, SOL_SOCKET, SO_LINGER, ['l_onoff' => 1, 'l_linger' => 0]);
            unset($socket);
        }
        fclose($this->stream);
    }
}

final class FakeServer
{
    public const LARGE_BUFFER = 200_000;
    public const TCP_WINDOW_CLAMP = 10;
    /** Seconds after which a message is answered, whatever goes on arriving. */
    private const SETTLED_AFTER = 5.0;

    /** @var resource|null */
    private $listener = null;
    private int $port;
    private int $receiveBuffer = 0;
    private array $script = [];
    /** @var list<FakeConnection> */
    private array $connections = [];
    /** @var list<array{connection: int, bytes: string}> */
    private array $frames = [];

    public function handle(array $message): array
    {
        $this->settle();
        $open = array_filter($this->connections, static fn(FakeConnection $one): bool => $one->open);
        switch ($message['do']) {
            case 'start':
                $this->script = $message['script'];
                $this->receiveBuffer = $message['receive_buffer'];
                $this->port = $message['port'];
                return $this->listen();
            case 'frames':
                return ['frames' => $this->frames];
            case 'connections':
                return ['connections' => array_map(static fn(FakeConnection $one): array => [
                    'bytes' => $one->bytes, 'frames' => $one->frames, 'open' => $one->open,
                ], $this->connections)];
            case 'push':
                foreach ($open as $connection) {
                    $connection->push(base64_decode($message['bytes'], true));
                    $connection->advance();
                }
                return [];
            case 'end':
                foreach ($open as $connection) {
                    $connection->end($message['how']);
                }
                return [];
            case 'resume':
                foreach ($open as $connection) {
                    $connection->resume();
                }
                return [];
            case 'down':
                fclose($this->listener);
                $this->listener = null;
                foreach ($open as $connection) {
                    $connection->end('close');
                }
                return [];
            case 'up':
                return $this->listen();
        }
        return ['error' => "unknown message {$message['do']}"];
    }

    /** One turn of the loop. Says whether anything but stdin happened. */
    public function turn(?float $timeout): bool
    {
        $due = null;
        $read = ['stdin' => STDIN];
        $write = [];
        foreach ($this->connections as $index => $connection) {
            $next = $connection->advance();
            $due = $next === null ? $due : min($due ?? $next, $next);
            if ($connection->open && $connection->reading) {
                $read[$index] = $connection->stream;
            }
            if ($connection->wantsToWrite()) {
                $write[$index] = $connection->stream;
            }
        }
        if ($this->listener !== null) {
            $read['listener'] = $this->listener;
        }
        if ($due !== null) {
            $left = max(0.0, $due - microtime(true));
            $timeout = $timeout === null ? $left : min($timeout, $left);
        }
        $none = null;
        $seconds = $timeout === null ? null : (int)$timeout;
        $micros = $timeout === null ? null : (int)(fmod($timeout, 1) * 1e6);
        if (!stream_select($read, $write, $none, $seconds, $micros)) {
            return false;
        }
        unset($read['stdin']);
        foreach (array_keys($read) as $index) {
            $index === 'listener' ? $this->accept() : $this->receive($index);
        }
        return $read !== [];
    }

    private function settle(): void
    {
        for ($deadline = microtime(true) + self::SETTLED_AFTER; $this->turn(0.0) && microtime(true) < $deadline;) {
            continue;
        }
    }

    private function listen(): array
    {
        $context = stream_context_create(['socket' => ['tcp_nodelay' => true, 'backlog' => 128]]);
        $flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
        $listener = @stream_socket_server("tcp://127.0.0.1:$this->port", $errno, $error, $flags, $context);
        if ($listener === false) {
            return ['error' => "cannot listen on 127.0.0.1:$this->port: $error"];
        }
        stream_set_blocking($listener, false);
        $this->listener = $listener;
        $this->setBuffer();
        return [];
    }

    /** The script of a connection, by its number. */
    private function scriptOf(int $connection): array
    {
        return $this->script[$connection] ?? (end($this->script) ?: []);
    }

    /**
     * The buffer of the next connection, which has that of the listener: the small one where it stops reading or ends after so
     * many bytes. Whatever else is sent would pass through it in thousands of pieces, for many seconds on a busy machine.
     */
    private function setBuffer(): void
    {
        if ($this->receiveBuffer > 0) {
            $small = array_filter(
                $this->scriptOf(count($this->connections)),
                static fn(array $step): bool => ($step['then'] ?? '') === 'stop' || ($step['when'] ?? '') === 'bytes'
            );
            $bytes = $small === [] ? self::LARGE_BUFFER : $this->receiveBuffer;
            socket_set_option(socket_import_stream($this->listener), SOL_SOCKET, SO_RCVBUF, $bytes);
        }
    }

    private function accept(): void
    {
        $stream = @stream_socket_accept($this->listener, 0);
        if ($stream !== false) {
            $this->connections[] = new FakeConnection($stream, $this->scriptOf(count($this->connections)));
            $this->setBuffer();
        }
    }

    private function receive(int $index): void
    {
        foreach ($this->connections[$index]->receive() as $frame) {
            $this->frames[] = ['connection' => $index, 'bytes' => base64_encode($frame)];
        }
        $this->connections[$index]->advance();
    }
}

$server = new FakeServer();
$lines = new JsonLines();
while (true) {
    $server->turn(null);
    $messages = $lines->read();
    if ($messages === null) {
        exit(0);
    }
    foreach ($messages as $message) {
        $lines->answer($server->handle($message));
    }
}
