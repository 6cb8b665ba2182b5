<?php
/*
 * A server as a child process: started, waited for, stopped by its pid. It ends with the script that started it,
 * however that ends. Knows nothing of what it serves.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class Daemon
{
    /** Seconds that starting and stopping may take. */
    private const PATIENCE = 30.0;

    /** @var resource|null */
    private $process;

    /**
     * @param list<string> $command
     * @param string $log where its output goes
     * @param callable(): bool $isReady
     * @throws RuntimeException when it does not come up
     */
    public function __construct(private array $command, private string $log, callable $isReady)
    {
        if (is_executable('/usr/bin/setpriv')) {
            // The kernel ends it when this script is killed before it can.
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--', ...$command];
        }
        $output = ['file', $log, 'a'];
        $process = proc_open($command, [['file', '/dev/null', 'r'], $output, $output], $pipes);
        if (!is_resource($process)) {
            throw new RuntimeException("cannot start {$this->command[0]}");
        }
        $this->process = $process;
        $deadline = microtime(true) + self::PATIENCE;
        while (!$isReady()) {
            if (microtime(true) > $deadline || !proc_get_status($process)['running']) {
                $this->stop();
                throw new RuntimeException("{$this->command[0]} did not come up; it said: " . @file_get_contents($log));
            }
            usleep(5000);
        }
    }

    public function pid(): int
    {
        return is_resource($this->process) ? proc_get_status($this->process)['pid'] : 0;
    }

    /** SIGTERM, and SIGKILL when that has not ended it in time. May be called again. */
    public function stop(): void
    {
        if (!is_resource($this->process)) {
            return;
        }
        if (!$this->endsBy(SIGTERM, self::PATIENCE / 2)) {
            proc_terminate($this->process, SIGKILL);
        }
        proc_close($this->process);
        $this->process = null;
    }

    /** Sends it a signal. True when it ends within so many seconds. */
    public function endsBy(int $signal, float $seconds): bool
    {
        proc_terminate($this->process, $signal);
        $deadline = microtime(true) + $seconds;
        while (proc_get_status($this->process)['running']) {
            if (microtime(true) > $deadline) {
                return false;
            }
            usleep(2000);
        }
        return true;
    }

    public function __destruct()
    {
        $this->stop();
    }
}
