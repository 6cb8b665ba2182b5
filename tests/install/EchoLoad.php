<?php
/*
 * Websocket clients that send to business processes that echo, in one go after the other, and count what is not answered
 * (wsload of crates/devgate).
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use NetsvrTests\Support\DevGate;
use RuntimeException;

final class EchoLoad
{
    private string $output;
    /** @var resource|null */
    private $process = null;
    /** @var array{int, int, int} messages sent, answered, and answered wrongly */
    private array $sums = [0, 0, 0];
    /** @var list<string> */
    private array $problems = [];

    public function __construct(private string $url)
    {
        $this->output = (string)tempnam(sys_get_temp_dir(), 'netsvr-echo-');
    }

    /** Waits for business processes: one client after the other, until one is answered. */
    public function untilAnswered(): void
    {
        for ($deadline = microtime(true) + 20; microtime(true) < $deadline;) {
            [, $said] = Commands::run($this->command('--clients', '1', '--messages', '1', '--timeout', '1'));
            if (str_contains($said, 'answered 1 wrong 0')) {
                return;
            }
        }
        throw new RuntimeException("no business process answers a client: $said");
    }

    /** Lets clients send for so long. */
    public function goOn(float $seconds): void
    {
        $deadline = microtime(true) + $seconds;
        do {
            if ($this->process === null || !proc_get_status($this->process)['running']) {
                $this->endOfGo();
                $this->process = proc_open(
                    $this->command('--clients', '10', '--messages', '200', '--window', '1', '--pause', '5', '--timeout', '30'),
                    [['file', '/dev/null', 'r'], ['file', $this->output, 'w'], ['file', $this->output, 'a']],
                    $pipes
                ) ?: throw new RuntimeException('cannot start wsload');
            }
            usleep(20_000);
        } while (microtime(true) < $deadline);
    }

    /** @return array{int, list<string>} messages sent, and what went wrong */
    public function stop(): array
    {
        $this->endOfGo();
        unlink($this->output);
        [$sent, $answered, $wrong] = $this->sums;
        if ($sent !== $answered || $wrong !== 0) {
            $this->problems[] = "$sent messages sent, $answered answered, $wrong of them wrongly";
        }
        return [$sent, $this->problems];
    }

    /** @return list<string> */
    private function command(string ...$options): array
    {
        return [dirname(DevGate::path()) . '/wsload', $this->url, '--greet', ...$options];
    }

    private function endOfGo(): void
    {
        if ($this->process === null) {
            return;
        }
        proc_close($this->process);
        $this->process = null;
        $said = (string)file_get_contents($this->output);
        if (!preg_match('/^sent (\d+) answered (\d+) wrong (\d+)$/m', $said, $found)) {
            $this->problems[] = "wsload counted nothing: $said";
            return;
        }
        foreach ($this->sums as $index => $_) {
            $this->sums[$index] += (int)$found[$index + 1];
        }
    }
}
