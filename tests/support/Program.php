<?php
/*
 * A command of an application as a child process, such as `php bin/console …`: its output, its end. Every wait is bounded.
 * It ends with the script that started it, however that ends. Knows nothing of the application.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class Program
{
    private string $output = '';
    private ?int $status = null;
    private readonly int $owner;

    /**
     * @param resource $process
     * @param resource $stdout of the process, stderr in it
     */
    private function __construct(private $process, private $stdout, private readonly string $title)
    {
        $this->owner = (int)getmypid();
    }

    /**
     * @param list<string> $command
     * @param array<string, string> $environment all of it, but for PATH
     */
    public static function start(string $folder, array $command, array $environment = []): self
    {
        $title = implode(' ', array_slice($command, -3));
        if (is_executable('/usr/bin/setpriv')) {
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', ...$command];
        }
        $files = [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]];
        $process = proc_open($command, $files, $pipes, $folder, $environment + ['PATH' => (string)getenv('PATH')]);
        if (!is_resource($process)) {
            throw new RuntimeException("cannot start $title");
        }
        stream_set_blocking($pipes[1], false);
        return new self($process, $pipes[1], $title);
    }

    /** The PHP of the tests, what tests/run-phpunit.sh has put into NETSVR_TEST_PHP. Its last option is the built extension. @return list<string> */
    public static function php(): array
    {
        return json_decode((string)getenv('NETSVR_TEST_PHP'), true, 4, JSON_THROW_ON_ERROR);
    }

    /** Waits until the output matches; the output so far. */
    public function waitFor(string $pattern, float $seconds = 60.0): string
    {
        $deadline = microtime(true) + $seconds;
        while (!preg_match($pattern, $this->output)) {
            $hasEnded = $this->hasEnded();
            $this->read(0.05);
            if (!preg_match($pattern, $this->output) && ($hasEnded || microtime(true) > $deadline)) {
                throw new RuntimeException("$this->title did not say $pattern; it said:\n$this->output");
            }
        }
        return $this->output;
    }

    public function pid(): int
    {
        return proc_get_status($this->process)['pid'];
    }

    public function signal(int $signal): void
    {
        if (!$this->hasEnded()) {
            posix_kill($this->pid(), $signal);
        }
    }

    /** Waits for its end; the exit status, 128 and more for a signal. */
    public function wait(float $seconds = 90.0): int
    {
        $deadline = microtime(true) + $seconds;
        while (!$this->hasEnded()) {
            if (microtime(true) > $deadline) {
                $this->signal(SIGKILL);
                throw new RuntimeException("$this->title did not end within $seconds s; it said:\n$this->output");
            }
            $this->read(0.02);
        }
        $this->read(0.0);
        return (int)$this->status;
    }

    public function output(): string
    {
        $this->read(0.0);
        return $this->output;
    }

    public function hasEnded(): bool
    {
        if ($this->status === null) {
            $state = proc_get_status($this->process);
            if (!$state['running']) {
                $this->status = $state['signaled'] ? 128 + $state['termsig'] : $state['exitcode'];
            }
        }
        return $this->status !== null;
    }

    /** Takes what it has said; waits for so long when it says nothing. */
    private function read(float $seconds): void
    {
        $read = [$this->stdout];
        $none = null;
        if (@stream_select($read, $none, $none, 0, (int)($seconds * 1e6)) > 0) {
            while (($bytes = (string)fread($this->stdout, 1 << 16)) !== '') {
                $this->output .= $bytes;
            }
            if (feof($this->stdout)) {
                usleep((int)($seconds * 1e6));
            }
        }
    }

    public function __destruct()
    {
        if ($this->owner === getmypid()) {
            $this->signal(SIGKILL);
            proc_close($this->process);
        }
    }
}
