<?php
/*
 * Another host, in a network namespace of its own, behind a cable that can be cut: a pair of veth interfaces between it
 * and this process. Cut, frames leave as ever and reach nobody: no reset, no ICMP, no word, as when power or a router
 * fails. The kernel removes all of it when the processes that live there have ended.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use RuntimeException;

final class FarHost
{
    /** Of the far end; nobody outside of this process's namespace can reach it. */
    public const ADDRESS = '10.213.7.2';
    private const NEAR_ADDRESS = '10.213.7.1';
    /** Nobody has it. */
    private const NOWHERE = '02:00:00:00:de:ad';
    /** Seconds that setting up may take. */
    private const PATIENCE = 5.0;

    /** @var resource|null keeps the namespace */
    private $holder;
    private int $pid;
    /** @var array{string, string} MAC addresses of the near and the far end */
    private array $macs;

    /** Takes this process, and all that it starts, into a namespace of its own; why that is not possible, else null. */
    public static function enterNamespace(): ?string
    {
        foreach (['ip', 'nsenter', 'unshare'] as $tool) {
            if (self::tool($tool) === null) {
                return "there is no $tool";
            }
        }
        if (!@pcntl_unshare(CLONE_NEWNET)) {
            return pcntl_strerror(pcntl_get_last_error());
        }
        // Nothing runs without loopback: this is no reason to skip.
        self::run([self::tool('ip'), 'link', 'set', 'lo', 'up']);
        return null;
    }

    /** @throws Skipped when the kernel has no such interfaces for this process */
    public function __construct()
    {
        $command = [self::tool('unshare'), '--net', '--', 'sleep', '600'];
        if (is_executable('/usr/bin/setpriv')) {
            // The kernel ends it when this script is killed before it can.
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', ...$command];
        }
        $this->holder = proc_open($command, [['file', '/dev/null', 'r'], STDERR, STDERR], $pipes);
        if (!is_resource($this->holder)) {
            throw new RuntimeException('cannot start unshare');
        }
        $this->pid = proc_get_status($this->holder)['pid'];
        $deadline = microtime(true) + self::PATIENCE;
        $own = readlink('/proc/self/ns/net');
        while (($theirs = @readlink("/proc/$this->pid/ns/net")) === $own || $theirs === false) {
            if (microtime(true) > $deadline) {
                $this->stop();
                throw new Skipped('unshare gave no network namespace');
            }
            usleep(1000);
        }
        try {
            $this->lay();
        } catch (RuntimeException $refused) {
            $this->stop();
            throw new Skipped("no veth interfaces: {$refused->getMessage()}");
        }
    }

    /** @return list<string> what runs another command there */
    public function command(): array
    {
        return [self::tool('nsenter'), '--target', (string)$this->pid, '--net', '--'];
    }

    /** From now on nothing arrives, either way. Established connections and new ones are treated alike. */
    public function cut(): void
    {
        $this->direct(self::NOWHERE, self::NOWHERE);
    }

    /** Frames arrive again. */
    public function mend(): void
    {
        $this->direct(...$this->macs);
    }

    public function stop(): void
    {
        if (!is_resource($this->holder)) {
            return;
        }
        proc_terminate($this->holder, SIGKILL);
        proc_close($this->holder);
        $this->holder = null;
        // It goes with its other end, once the last process there has ended.
        try {
            self::run([self::tool('ip'), 'link', 'del', 'near']);
        } catch (RuntimeException) {
            // Gone already.
        }
    }

    public function __destruct()
    {
        $this->stop();
    }

    private function lay(): void
    {
        $ip = self::tool('ip');
        $there = [...$this->command(), $ip];
        self::run([$ip, 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far', 'netns', (string)$this->pid]);
        self::run([$ip, 'addr', 'add', self::NEAR_ADDRESS . '/24', 'dev', 'near']);
        self::run([$ip, 'link', 'set', 'near', 'up']);
        self::run([...$there, 'addr', 'add', self::ADDRESS . '/24', 'dev', 'far']);
        self::run([...$there, 'link', 'set', 'lo', 'up']);
        self::run([...$there, 'link', 'set', 'far', 'up']);
        $mac = static fn(array $command): string => preg_match('~link/ether (\S+)~', self::run($command), $match)
            ? $match[1]
            : throw new RuntimeException('an interface without a MAC address');
        $this->macs = [
            $mac([$ip, 'link', 'show', 'dev', 'near']),
            $mac([...$there, 'link', 'show', 'dev', 'far']),
        ];
        // Fixed: a host that nobody finds by ARP would be reported as unreachable.
        $this->mend();
    }

    /** Where each end sends its frames. */
    private function direct(string $near, string $far): void
    {
        $ip = self::tool('ip');
        $neigh = static fn(string $address, string $mac, string $device): array =>
            ['neigh', 'replace', $address, 'lladdr', $mac, 'dev', $device, 'nud', 'permanent'];
        self::run([$ip, ...$neigh(self::ADDRESS, $far, 'near')]);
        self::run([...$this->command(), $ip, ...$neigh(self::NEAR_ADDRESS, $near, 'far')]);
    }

    private static function tool(string $name): ?string
    {
        foreach ([...explode(':', (string)getenv('PATH')), '/usr/bin', '/usr/sbin', '/sbin'] as $folder) {
            if (is_executable("$folder/$name")) {
                return "$folder/$name";
            }
        }
        return null;
    }

    /**
     * @param list<string> $command
     * @throws RuntimeException what it said, when it failed
     */
    private static function run(array $command): string
    {
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
        $said = (string)stream_get_contents($pipes[1]);
        if (proc_close($process) !== 0) {
            throw new RuntimeException(implode(' ', $command) . ": $said");
        }
        return $said;
    }
}
