<?php
/*
 * A Redis of its own for a test: on a unix socket in a new folder, without a port. It ends with the script that started
 * it, however that ends.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Redis;

final class RedisServer
{
    public readonly string $socket;
    private readonly string $folder;
    private readonly Daemon $daemon;

    public function __construct()
    {
        $this->folder = sys_get_temp_dir() . '/netsvr-redis-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        $this->socket = "$this->folder/redis.sock";
        $this->daemon = new Daemon(
            ['redis-server', '--port', '0', '--unixsocket', $this->socket, '--save', '', '--dir', $this->folder],
            "$this->folder/log",
            fn(): bool => file_exists($this->socket)
        );
    }

    /** Whether a test can have one, and PHP the extension for it. */
    public static function isAvailable(): bool
    {
        return extension_loaded('redis') && trim((string)shell_exec('command -v redis-server')) !== '';
    }

    public function client(): Redis
    {
        $client = new Redis();
        $client->connect($this->socket);
        return $client;
    }

    public function stop(): void
    {
        $this->daemon->stop();
        array_map(unlink(...), glob("$this->folder/*") ?: []);
        @rmdir($this->folder);
    }

    public function __destruct()
    {
        $this->stop();
    }
}
