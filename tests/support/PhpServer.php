<?php
/*
 * PHP's own web server on one script, with the extension that this process has: one process, whose size can be
 * watched from request to request. Knows nothing of netsvr but the extension's file.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class PhpServer
{
    private const TIMEOUT = 10.0;
    private const ADDRESS = '~\((http://\S+)\) started~';

    private Daemon $daemon;
    private string $log;

    /**
     * @param string $script the PHP file that answers every request
     * @param string ...$settings `key=value`, beside the extension
     */
    public function __construct(string $script, string ...$settings)
    {
        $this->log = (string)tempnam(sys_get_temp_dir(), 'netsvr');
        $options = ['-n'];
        $given = ['extension=' . self::extension(), 'html_errors=0', 'netsvr.gateway=' . ini_get('netsvr.gateway')];
        foreach ([...$given, ...self::opcache(), ...$settings] as $setting) {
            array_push($options, '-d', $setting);
        }
        $this->daemon = new Daemon(
            [PHP_BINARY, ...$options, '-S', '127.0.0.1:0', $script],
            $this->log,
            fn(): bool => $this->address() !== null
        );
    }

    /** Where it listens: http://127.0.0.1:port */
    public function url(): string
    {
        return (string)$this->address();
    }

    /**
     * opcache and its JIT, if this process has them: a server is where they see requests come and go.
     *
     * @return list<string>
     */
    private static function opcache(): array
    {
        if (!function_exists('opcache_get_status') || !ini_get('opcache.enable_cli')) {
            return [];
        }
        $settings = PHP_VERSION_ID < 80500 ? ['zend_extension=opcache'] : [];
        foreach (['enable', 'enable_cli', 'file_update_protection', 'jit_buffer_size', 'jit'] as $key) {
            $settings[] = "opcache.$key=" . ini_get("opcache.$key");
        }
        return $settings;
    }

    /** The file of the extension that this process has. */
    public static function extension(): string
    {
        if (preg_match('~/\S*netsvr\.so$~m', (string)file_get_contents('/proc/self/maps'), $extension) !== 1) {
            throw new RuntimeException('the extension is not loaded');
        }
        return $extension[0];
    }

    public function get(string $path): string
    {
        $options = ['ignore_errors' => true, 'timeout' => self::TIMEOUT];
        return (string)file_get_contents($this->address() . $path, false, stream_context_create(['http' => $options]));
    }

    /** What the server has written: its log, and what PHP says when a request or the process ends. */
    public function said(): string
    {
        return (string)file_get_contents($this->log);
    }

    /** What the server has in memory, in MiB. */
    public function size(): int
    {
        preg_match('~^VmRSS:\s+(\d+) kB~m', (string)file_get_contents("/proc/{$this->daemon->pid()}/status"), $resident);
        return (int)$resident[1] >> 10;
    }

    /** How many descriptors the server has open. */
    public function descriptors(): int
    {
        return count((array)scandir("/proc/{$this->daemon->pid()}/fd")) - 2;
    }

    /** Makes the same request again and again. Gives how many MiB the server grew, but for what it keeps once. */
    public function growth(string $path, int $times): int
    {
        $this->get($path);
        $this->get($path);
        $before = $this->size();
        for ($number = 0; $number < $times; $number++) {
            $this->get($path);
        }
        return $this->size() - $before;
    }

    /** Sends it a signal. True when it ends within so many seconds. */
    public function endsBy(int $signal, float $seconds): bool
    {
        return $this->daemon->endsBy($signal, $seconds);
    }

    public function stop(): void
    {
        $this->daemon->stop();
        @unlink($this->log);
    }

    private function address(): ?string
    {
        return preg_match(self::ADDRESS, (string)@file_get_contents($this->log), $found) === 1 ? $found[1] : null;
    }
}
