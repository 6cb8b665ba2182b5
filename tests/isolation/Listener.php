<?php
/*
 * A business process with a main socket in the extension's own loop: listen.php, from outside. What it saw is read when
 * it has ended.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use NetsvrTests\Support\Daemon;

final class Listener
{
    private Daemon $daemon;
    private string $file;
    /** @var list<array>|null */
    private ?array $reports = null;

    /**
     * Waits until it is registered.
     *
     * @param int $sendReceive seconds
     * @param int $connect seconds
     * @param float $heartbeat seconds
     * @param float $every seconds between two broadcasts; 0: it sends none
     */
    public function __construct(string $workerAddr, int $sendReceive, int $connect, float $heartbeat, float $every)
    {
        $this->file = (string)tempnam(sys_get_temp_dir(), 'netsvr-isolation-');
        $options = compact('workerAddr', 'sendReceive', 'connect', 'heartbeat', 'every');
        $command = [PHP_BINARY, '-n', '-d', 'extension=' . getenv('NETSVR_SO'), __DIR__ . '/listen.php', json_encode($options)];
        $this->daemon = new Daemon($command, $this->file, fn(): bool =>
            str_contains((string)file_get_contents($this->file), '"registered"'));
    }

    public function stop(): void
    {
        if ($this->reports !== null) {
            return;
        }
        $this->daemon->stop();
        $this->reports = [];
        foreach (file($this->file, FILE_IGNORE_NEW_LINES) ?: [] as $line) {
            // What PHP itself has to say is an error, too.
            $this->reports[] = json_decode($line, true) ?? ['at' => 0.0, 'line' => "error $line"];
        }
        unlink($this->file);
    }

    /** @return list<array{at: float, line: string}> errors in its log, and when */
    public function errors(): array
    {
        return array_values(array_filter($this->reports ?? [], static fn(array $report): bool =>
            str_starts_with($report['line'] ?? '', 'error ')));
    }

    /** @return list<string> its log */
    public function lines(): array
    {
        return array_column($this->reports ?? [], 'line');
    }

    /** @return list<Call> its broadcasts */
    public function calls(): array
    {
        return array_map(static fn(array $call): Call => new Call(...$call), array_column($this->reports ?? [], 'call'));
    }

    public function __destruct()
    {
        $this->stop();
    }
}
