<?php
/*
 * `php artisan …` as a child process: its output, its end. Every wait is bounded.
 */
declare(strict_types=1);

namespace NetsvrTests\Laravel;

use NetsvrTests\Support\Program;
use RuntimeException;

final class Artisan
{
    private string $output = '';
    private ?int $status = null;

    /**
     * @param resource $process
     * @param resource $stdout of the process, stderr in it
     */
    private function __construct(private $process, private $stdout, private int $pid)
    {
    }

    /**
     * @param list<string> $arguments
     * @param array<string, string> $environment
     * @param list<string>|null $php another PHP than that of the tests
     */
    public static function start(string $folder, array $arguments, array $environment, ?array $php = null): self
    {
        $php ??= Program::php();
        $command = [...$php, "$folder/artisan", ...$arguments];
        if (is_executable('/usr/bin/setpriv')) {
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', ...$command];
        }
        $environment += [
            'NETSVR_TEST_AUTOLOAD' => dirname(__DIR__) . '/autoload.php',
            'PATH' => (string)getenv('PATH'),
        ];
        $files = [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]];
        $process = proc_open($command, $files, $pipes, $folder, $environment);
        if (!is_resource($process)) {
            throw new RuntimeException('cannot start artisan');
        }
        stream_set_blocking($pipes[1], false);
        return new self($process, $pipes[1], proc_get_status($process)['pid']);
    }

    /** Waits until the output matches; the output so far. */
    public function waitFor(string $pattern, float $seconds = 30.0): string
    {
        $deadline = microtime(true) + $seconds;
        while (!preg_match($pattern, $this->output)) {
            if (microtime(true) > $deadline || ($this->status !== null && feof($this->stdout))) {
                throw new RuntimeException("artisan did not say $pattern; it said:\n$this->output");
            }
            $this->read(0.1);
            $this->poll();
        }
        return $this->output;
    }

    public function signal(int $signal): void
    {
        posix_kill($this->pid, $signal);
    }

    /** Waits for its end; the exit status, 128 and more for a signal. */
    public function wait(float $seconds = 30.0): int
    {
        $deadline = microtime(true) + $seconds;
        while ($this->status === null) {
            if (microtime(true) > $deadline) {
                $this->signal(SIGKILL);
                throw new RuntimeException("artisan did not end within $seconds s; it said:\n$this->output");
            }
            $this->read(0.02);
            $this->poll();
        }
        while (!feof($this->stdout)) {
            $this->read(0.1);
        }
        return $this->status;
    }

    public function output(): string
    {
        return $this->output;
    }

    /** Takes what it has said; waits for so long when it says nothing. */
    public function read(float $seconds): void
    {
        $read = [$this->stdout];
        $none = null;
        if (feof($this->stdout)) {
            usleep(5000);
        } elseif (@stream_select($read, $none, $none, 0, (int)($seconds * 1e6))) {
            $this->output .= (string)fread($this->stdout, 1 << 16);
        }
    }

    private function poll(): void
    {
        if ($this->status === null) {
            $state = proc_get_status($this->process);
            if (!$state['running']) {
                $this->status = $state['signaled'] ? 128 + $state['termsig'] : $state['exitcode'];
            }
        }
    }

    public function __destruct()
    {
        if ($this->status === null) {
            $this->poll();
        }
        if ($this->status === null) {
            $this->signal(SIGKILL);
        }
        fclose($this->stdout);
        proc_close($this->process);
    }
}
