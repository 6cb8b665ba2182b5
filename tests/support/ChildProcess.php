<?php
/*
 * A PHP script run as a child process that answers one JSON line on stdout for each JSON line on stdin.
 * Every wait is bounded; the child ends when its stdin does. Knows nothing of what the lines mean.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class ChildProcess
{
    private string $received = '';
    /** The process that may stop it: a forked child must not. */
    private int $owner;

    /**
     * @param resource $process
     * @param resource $stdin
     * @param resource $stdout
     */
    private function __construct(private $process, private $stdin, private $stdout, private string $script)
    {
        $this->owner = (int)getmypid();
    }

    /** @param list<string> $phpArguments options for the PHP that runs the script, such as -d extension=… */
    public static function start(string $script, array $phpArguments = []): self
    {
        $command = [PHP_BINARY, '-n', '-d', 'display_errors=stderr', ...$phpArguments, $script];
        $process = proc_open($command, [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => STDERR], $pipes);
        if (!is_resource($process)) {
            throw new RuntimeException("cannot start $script");
        }
        stream_set_blocking($pipes[1], false);
        return new self($process, $pipes[0], $pipes[1], $script);
    }

    /**
     * Sends one message and waits for its answer.
     *
     * @param float $timeout seconds
     * @throws RuntimeException when the child is gone, is silent, or answers with an "error"
     */
    public function request(array $message, float $timeout = 10.0): array
    {
        $this->tell($message);
        return $this->answer($timeout);
    }

    /**
     * Sends one message; its answer is to be taken before the next.
     *
     * @throws RuntimeException when the child is gone
     */
    public function tell(array $message): void
    {
        $line = json_encode($message, JSON_THROW_ON_ERROR) . "\n";
        if (@fwrite($this->stdin, $line) !== strlen($line)) {
            throw new RuntimeException("$this->script no longer takes requests");
        }
    }

    /** Whether the answer is there: answer() does not wait then. */
    public function hasAnswered(): bool
    {
        $this->received .= (string)fread($this->stdout, 1 << 20);
        return str_contains($this->received, "\n");
    }

    /**
     * Waits for the answer to what tell() has sent.
     *
     * @param float $timeout seconds
     * @throws RuntimeException when the child is gone, is silent, or answers with an "error"
     */
    public function answer(float $timeout = 10.0): array
    {
        $timeout = Setup::patience($timeout);
        $deadline = microtime(true) + $timeout;
        // each byte is looked at once: an answer may have many megabytes
        $seen = 0;
        while (($end = strpos($this->received, "\n", $seen)) === false) {
            $seen = strlen($this->received);
            $left = $deadline - microtime(true);
            $read = [$this->stdout];
            $none = null;
            if ($left <= 0 || !stream_select($read, $none, $none, (int)$left, (int)(fmod($left, 1) * 1e6))) {
                throw new RuntimeException("$this->script did not answer within $timeout s");
            }
            $bytes = fread($this->stdout, 1 << 20);
            if (($bytes === '' || $bytes === false) && feof($this->stdout)) {
                throw new RuntimeException("$this->script ended without an answer");
            }
            $this->received .= (string)$bytes;
        }
        $answer = json_decode(substr($this->received, 0, $end), true, 512, JSON_THROW_ON_ERROR);
        $this->received = substr($this->received, $end + 1);
        if (isset($answer['error'])) {
            throw new RuntimeException($answer['error']);
        }
        return $answer;
    }

    public function pid(): int
    {
        return is_resource($this->process) ? proc_get_status($this->process)['pid'] : 0;
    }

    /** Closes the child's stdin, waits up to two seconds for it to end, then kills it. May be called again. */
    public function stop(): void
    {
        if (!is_resource($this->process) || $this->owner !== getmypid()) {
            return;
        }
        fclose($this->stdin);
        $deadline = microtime(true) + 2.0;
        while (proc_get_status($this->process)['running']) {
            if (microtime(true) > $deadline) {
                proc_terminate($this->process, 9);
                break;
            }
            usleep(2000);
        }
        fclose($this->stdout);
        proc_close($this->process);
    }

    public function __destruct()
    {
        $this->stop();
    }
}
