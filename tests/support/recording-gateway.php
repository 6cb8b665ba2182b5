<?php
/*
 * The gateway of the conformance run, a child process: listens where a case says, records every frame of
 * every connection, answers requests with the bytes that the case recorded. Decodes nothing.
 *
 * Messages on stdin: {"do":"begin", "listen":[…], "responses":{"host:port":[hex]}, "close":bool,
 * "split":bool, "then_close":bool} · {"do":"settle"} answers once everything that had arrived is handled ·
 * {"do":"report"} waits for the end of every connection and tells its frames.
 */
declare(strict_types=1);

use NetsvrTests\Support\Frames;
use NetsvrTests\Support\JsonLines;

require __DIR__ . '/Frames.php';
require __DIR__ . '/JsonLines.php';

final class RecordingServer
{
    /** Seconds that a report waits for connections to end. */
    private const REPORT_PATIENCE = 2.0;

    /** @var array<string, resource> */
    private array $listeners = [];
    /** @var list<array{addr: string, stream: resource, buffer: string, frames: list<string>, open: bool}> */
    private array $connections = [];
    /** @var array<string, int> requests answered, by address */
    private array $answered = [];
    private array $case = [];

    public function begin(array $case): array
    {
        foreach ($this->connections as $connection) {
            if ($connection['open']) {
                fclose($connection['stream']);
            }
        }
        $this->connections = [];
        $this->answered = [];
        $this->case = $case;
        foreach ($case['listen'] as $addr) {
            if (isset($this->listeners[$addr])) {
                continue;
            }
            $context = stream_context_create(['socket' => ['tcp_nodelay' => true, 'backlog' => 128]]);
            $flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
            $listener = @stream_socket_server("tcp://$addr", $errno, $error, $flags, $context);
            if ($listener === false) {
                return ['error' => "cannot listen on $addr, which the recorded cases need: $error"];
            }
            stream_set_blocking($listener, false);
            $this->listeners[$addr] = $listener;
        }
        return ['ok' => true];
    }

    /** Handles what the network has now; with a timeout in microseconds waits for it that long. */
    public function pump(?int $timeout, bool $withStdin = false): bool
    {
        $read = $this->listeners;
        foreach ($this->connections as $index => $connection) {
            if ($connection['open']) {
                $read["c$index"] = $connection['stream'];
            }
        }
        if ($withStdin) {
            $read['stdin'] = STDIN;
        }
        $none = null;
        $seconds = $timeout === null ? null : 0;
        if (!$read || !stream_select($read, $none, $none, $seconds, $timeout)) {
            return false;
        }
        unset($read['stdin']);
        foreach ($read as $key => $stream) {
            if (isset($this->listeners[$key])) {
                $this->accept((string)$key);
            } else {
                $this->receive((int)substr((string)$key, 1));
            }
        }
        return $read !== [];
    }

    public function settle(): array
    {
        while ($this->pump(0)) {
            continue;
        }
        return ['ok' => true];
    }

    public function report(): array
    {
        $deadline = microtime(true) + self::REPORT_PATIENCE;
        $this->settle();
        while (($open = array_filter(array_column($this->connections, 'open'))) && microtime(true) < $deadline) {
            $this->pump(50000);
            $this->settle();
        }
        $frames = $conns = [];
        foreach ($this->connections as $connection) {
            $addr = $connection['addr'];
            $conns[$addr][] = count($connection['frames']);
            foreach ($connection['frames'] as $frame) {
                $frames[$addr][] = bin2hex($frame);
            }
            if ($connection['buffer'] !== '') {
                $frames[$addr][] = 'incomplete ' . bin2hex($connection['buffer']);
            }
        }
        return ['frames' => $frames, 'conns' => $conns, 'open' => count($open)];
    }

    private function accept(string $addr): void
    {
        $stream = @stream_socket_accept($this->listeners[$addr], 0);
        if ($stream !== false) {
            stream_set_blocking($stream, false);
            $this->connections[] = [
                'addr' => $addr, 'stream' => $stream, 'buffer' => '', 'frames' => [], 'open' => true,
            ];
        }
    }

    private function receive(int $index): void
    {
        $connection = &$this->connections[$index];
        $bytes = @fread($connection['stream'], 1 << 20);
        if ($bytes === '' || $bytes === false) {
            if (feof($connection['stream'])) {
                $this->close($index);
            }
            return;
        }
        $connection['buffer'] .= $bytes;
        while ($connection['open'] && ($frame = Frames::take($connection['buffer'])) !== null) {
            $connection['frames'][] = $frame;
            if (Frames::isRequest($frame)) {
                $this->answer($index);
            }
        }
    }

    private function answer(int $index): void
    {
        if ($this->case['close']) {
            $this->close($index);
            return;
        }
        ['addr' => $addr, 'stream' => $stream] = $this->connections[$index];
        $responses = $this->case['responses'][$addr] ?? [];
        if ($responses === []) {
            return;
        }
        $turn = $this->answered[$addr] = ($this->answered[$addr] ?? -1) + 1;
        $response = hex2bin($responses[$turn] ?? end($responses));
        stream_set_blocking($stream, true);
        foreach ($this->case['split'] ? str_split($response) : [$response] as $piece) {
            @fwrite($stream, $piece);
        }
        stream_set_blocking($stream, false);
        if ($this->case['then_close']) {
            $this->close($index);
        }
    }

    private function close(int $index): void
    {
        $this->connections[$index]['open'] = false;
        fclose($this->connections[$index]['stream']);
    }
}

$server = new RecordingServer();
$lines = new JsonLines();
while (true) {
    $server->pump(null, true);
    $messages = $lines->read();
    if ($messages === null) {
        exit(0);
    }
    foreach ($messages as $message) {
        $lines->answer(match ($message['do']) {
            'begin' => $server->begin($message),
            'settle' => $server->settle(),
            'report' => $server->report(),
        });
    }
}
