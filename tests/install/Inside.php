<?php
/*
 * A program that goes on in a Debian: started, signalled by its process number out here, ended. Ends with this script.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use NetsvrTests\Support\Daemon;
use RuntimeException;

final class Inside
{
    private Daemon $daemon;
    /** The program itself, the first process in there. */
    public readonly int $pid;

    /**
     * @param list<string> $command as it is called in there
     * @param callable(): bool $isReady
     */
    public function __construct(string $folder, array $command, private string $log, callable $isReady)
    {
        $this->daemon = new Daemon([dirname(__DIR__, 2) . '/tools/in-debian.sh', $folder, ...$command], $log, $isReady);
        $outer = $this->daemon->pid();
        $pid = (int)@file_get_contents("/proc/$outer/task/$outer/children");
        if ($pid === 0) {
            throw new RuntimeException("$command[0] has no process; it said: " . $this->log());
        }
        $this->pid = $pid;
    }

    public function signal(string $name): void
    {
        Commands::signal($name, $this->pid);
    }

    /** @return list<int> its child processes */
    public function children(): array
    {
        $found = (string)@file_get_contents("/proc/$this->pid/task/$this->pid/children");
        return array_map(intval(...), array_values(array_filter(explode(' ', $found))));
    }

    /** Whether a process has mapped a netsvr.so that is there, and not one that has been replaced. */
    public static function hasInstalledFile(int $pid): bool
    {
        $maps = (string)@file_get_contents("/proc/$pid/maps");
        return preg_match('~/netsvr\.so$~m', $maps) === 1 && !preg_match('~/netsvr\.so \(deleted\)$~m', $maps);
    }

    public function log(): string
    {
        return substr((string)@file_get_contents($this->log), -2000);
    }

    /** SIGTERM, and what is left ends with the namespace. */
    public function stop(): void
    {
        $this->signal('TERM');
        for ($deadline = microtime(true) + 10; is_dir("/proc/$this->pid") && microtime(true) < $deadline;) {
            usleep(10_000);
        }
        if (is_dir("/proc/$this->pid")) {
            $this->signal('KILL');
        }
        $this->daemon->stop();
        @unlink($this->log);
    }
}
