<?php
/*
 * Several that make requests at the same time, until they are told to stop.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use NetsvrTests\Support\WebSocketClient;
use RuntimeException;

final class Load
{
    private string $folder;
    /** @var list<resource> */
    private array $processes = [];
    /** @var array<string, int> how often each message has come */
    private array $received = [];

    public function __construct(int $count, string $socket, string $script, string $addr, private WebSocketClient $client)
    {
        $this->folder = sys_get_temp_dir() . '/netsvr-load-' . bin2hex(random_bytes(6));
        mkdir($this->folder);
        for ($index = 0; $index < $count; $index++) {
            $command = [PHP_BINARY, '-n', __DIR__ . '/requests.php', $socket, $script, $addr, $client->uniqId, "load$index", "$this->folder/stop"];
            $process = proc_open($command, [['file', '/dev/null', 'r'], ['file', "$this->folder/$index", 'w'], STDERR], $pipes);
            $this->processes[] = $process ?: throw new RuntimeException('cannot start a process that makes requests');
        }
    }

    /** Takes what the client gets in this time, so that nothing piles up in the gateway. There may be no end of it. */
    public function drain(float $seconds): void
    {
        for ($deadline = microtime(true) + $seconds; ($left = $deadline - microtime(true)) > 0;) {
            $this->take($left);
        }
    }

    /** Whether there was a message within that time. */
    private function take(float $seconds): bool
    {
        $message = $this->client->receive($seconds);
        if ($message !== null) {
            $this->received[$message] = ($this->received[$message] ?? 0) + 1;
        }
        return $message !== null;
    }

    /**
     * Ends it.
     *
     * @return array{int, array<string, int>, list<string>} requests, how many were answered by processes with which file, and what went wrong:
     *     requests that failed, messages that came never or twice
     */
    public function stop(): array
    {
        touch("$this->folder/stop");
        [$sent, $files, $problems] = [0, [], []];
        foreach ($this->processes as $index => $process) {
            proc_close($process);
            $said = (string)file_get_contents("$this->folder/$index");
            $result = json_decode($said, true) ?? ['sent' => 0, 'failures' => ["no result: $said"], 'files' => []];
            $sent += $result['sent'];
            array_push($problems, ...$result['failures']);
            foreach ($result['files'] as $file => $count) {
                $files[$file] = ($files[$file] ?? 0) + $count;
            }
        }
        $this->processes = [];
        while ($this->take(0.3)) {
        }
        $this->received = array_filter($this->received, static fn(string $message): bool => str_starts_with($message, 'load'), ARRAY_FILTER_USE_KEY);
        if (count($this->received) !== $sent || array_sum($this->received) !== $sent) {
            $problems[] = sprintf('%d messages sent, %d came, %d of them different', $sent, array_sum($this->received), count($this->received));
        }
        Commands::run(['rm', '-rf', $this->folder]);
        return [$sent, $files, $problems];
    }
}
