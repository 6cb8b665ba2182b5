<?php
/*
 * A Laravel application in a folder of its own, on what OCTANE_DIR has installed, and `php artisan octane:start` in it.
 * Gone when it is destroyed.
 */
declare(strict_types=1);

namespace NetsvrTests\Octane;

use NetsvrTests\Support\Folder;
use NetsvrTests\Support\Library;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Program;
use RuntimeException;

final class Project
{
    public readonly string $folder;
    public readonly int $port;
    /** @var resource|null */
    private $process = null;

    /** Why there can be none, in a sentence; null when there can. */
    public static function missing(): ?string
    {
        return match (true) {
            !is_file(getenv('OCTANE_DIR') . '/vendor/laravel/octane/composer.json') =>
                'octane: OCTANE_DIR names no application of Laravel in which Composer has installed laravel/octane',
            !is_file((string)getenv('SWOOLE_SO')) => 'octane: SWOOLE_SO names no swoole.so for this PHP',
            default => null,
        };
    }

    /** @param array<string, string> $environment of all that is run here */
    public function __construct(private array $environment = [])
    {
        $this->folder = Folder::temporary('netsvr-octane');
        Folder::copy(dirname(__DIR__) . '/project', $this->folder);
        foreach (['bootstrap/cache', 'storage/logs', 'storage/framework/views', 'storage/framework/cache', 'storage/framework/sessions', 'vendor/composer'] as $folder) {
            mkdir("$this->folder/$folder", 0777, true);
        }
        $this->install((string)getenv('OCTANE_DIR'));
        $this->port = Port::number(Port::hold());
    }

    /**
     * Runs an artisan command.
     *
     * @return array{int, string} the exit status, and what it printed
     */
    public function artisan(string ...$arguments): array
    {
        $command = [...self::php(), "$this->folder/artisan", ...$arguments];
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, $this->folder, $this->environment());
        $output = (string)stream_get_contents($pipes[1]);
        return [proc_close($process), $output];
    }

    /** An artisan command that goes on running. */
    public function run(string ...$arguments): Program
    {
        return Program::start($this->folder, [...self::php(), "$this->folder/artisan", ...$arguments], $this->environment());
    }

    /** Octane's worker for RoadRunner. */
    public function roadRunner(): RoadRunner
    {
        $worker = getenv('OCTANE_DIR') . '/vendor/laravel/octane/bin/roadrunner-worker';
        return new RoadRunner($this->folder, [$worker], $this->environment(), "$this->folder/storage/output");
    }

    /** octane:start; returns when the server answers. */
    public function start(string ...$options): void
    {
        // A group of its own: whatever happens, all of its processes can be ended.
        $command = ['/usr/bin/setsid', ...self::php(), "$this->folder/artisan", 'octane:start', '--server=swoole', '--host=127.0.0.1',
            "--port=$this->port", ...$options];
        $output = ['file', "$this->folder/storage/output", 'w'];
        $files = [['file', '/dev/null', 'r'], $output, ['redirect', 1]];
        $process = proc_open($command, $files, $pipes, $this->folder, $this->environment());
        $this->process = is_resource($process) ? $process : throw new RuntimeException('cannot start the server');
        is_array($this->get('/pid')) || throw new RuntimeException("the server does not answer: {$this->said()}");
    }

    /** SIGTERM, as Supervisor and systemd stop it. */
    public function stop(float $seconds = 20.0): void
    {
        $state = proc_get_status($this->process);
        proc_terminate($this->process, SIGTERM);
        $deadline = microtime(true) + $seconds;
        while (proc_get_status($this->process)['running'] && microtime(true) < $deadline) {
            usleep(5000);
        }
        posix_kill(-$state['pid'], SIGKILL);
        proc_close($this->process);
        $this->process = null;
    }

    /** What the server printed, and what the application logged. */
    public function said(): string
    {
        return @file_get_contents("$this->folder/storage/output") . @file_get_contents("$this->folder/storage/logs/laravel.log");
    }

    /** @return list<int> the processes that run PHP for requests and tasks */
    public function workers(): array
    {
        $state = json_decode((string)file_get_contents("$this->folder/storage/logs/octane-server-state.json"), true);
        return array_map(intval(...), self::children((int)$state['managerProcessId']));
    }

    /** How many connections to an address the workers have. */
    public function connections(string $address): int
    {
        $port = sprintf(':%04X', (int)explode(':', $address)[1]);
        $inodes = [];
        foreach (array_slice((array)file('/proc/net/tcp'), 1) as $line) {
            $fields = preg_split('/\s+/', trim($line));
            str_ends_with($fields[2], $port) && $fields[3] === '01' && $inodes["socket:[$fields[9]]"] = true;
        }
        $count = 0;
        foreach ($this->workers() as $pid) {
            foreach ((array)glob("/proc/$pid/fd/*") as $link) {
                $count += isset($inodes[(string)@readlink($link)]) ? 1 : 0;
            }
        }
        return $count;
    }

    /** The answer of the server, JSON or a text. Waits until it listens. */
    public function get(string $path, float $seconds = 40.0, array $headers = []): mixed
    {
        return self::answer($this->ask($path, $seconds, $headers));
    }

    /** @return resource what the answer comes on */
    public function ask(string $path, float $seconds = 40.0, array $headers = [])
    {
        $deadline = microtime(true) + $seconds;
        while (($stream = @stream_socket_client("tcp://127.0.0.1:$this->port")) === false) {
            $ended = $this->process !== null && !proc_get_status($this->process)['running'];
            if ($ended || microtime(true) > $deadline) {
                throw new RuntimeException("nothing listens at port $this->port: {$this->said()}");
            }
            usleep(10_000);
        }
        stream_set_timeout($stream, (int)$seconds);
        $lines = implode('', array_map(static fn(string $name): string => "$name: $headers[$name]\r\n", array_keys($headers)));
        fwrite($stream, "GET $path HTTP/1.1\r\nHost: test\r\nConnection: close\r\n$lines\r\n");
        return $stream;
    }

    /** @param resource $stream as ask() gave it */
    public static function answer($stream): mixed
    {
        return self::body((string)stream_get_contents($stream));
    }

    private static function body(string $response): mixed
    {
        $body = explode("\r\n\r\n", $response, 2)[1] ?? '';
        return json_decode($body, true) ?? $body;
    }

    /**
     * Many requests, some of them at the same time.
     *
     * @param list<string> $paths
     * @param callable(int): void|null $between called with the number of answers, after each
     * @return list<mixed> the answers, in the order of the paths
     */
    public function getAll(array $paths, int $atOnce = 20, ?callable $between = null): array
    {
        $answers = $asked = $texts = [];
        for ($next = 0; count($answers) < count($paths);) {
            while ($next < count($paths) && count($asked) < $atOnce) {
                $asked[$next] = $this->ask($paths[$next]);
                stream_set_blocking($asked[$next++], false);
            }
            $read = $asked;
            $none = null;
            if (stream_select($read, $none, $none, 40) === 0) {
                throw new RuntimeException('no answer from the server: ' . $this->said());
            }
            foreach (array_keys($read) as $number) {
                $texts[$number] = ($texts[$number] ?? '') . stream_get_contents($asked[$number]);
                if (feof($asked[$number])) {
                    unset($asked[$number]);
                    $answers[$number] = self::body($texts[$number]);
                    $between === null || $between(count($answers));
                }
            }
        }
        ksort($answers);
        return $answers;
    }

    public function __destruct()
    {
        if ($this->process !== null) {
            $this->stop();
        }
        Folder::remove($this->folder);
    }

    /** Lays out what Composer does: the application's packages, and the library, which Laravel discovers. */
    private function install(string $application): void
    {
        $package = Library::package();
        $installed = json_decode((string)file_get_contents("$application/vendor/composer/installed.json"), true);
        $others = array_filter($installed['packages'], static fn(array $it): bool => $it['name'] !== $package['name']);
        file_put_contents("$this->folder/vendor/composer/installed.json", json_encode(['packages' => [...$others, $package]]));
        file_put_contents("$this->folder/vendor/autoload.php", Library::autoload($application, "$this->folder/app"));
    }

    /** @return list<string> */
    private static function php(): array
    {
        return [...Program::php(), '-d', 'extension=' . realpath((string)getenv('SWOOLE_SO'))];
    }

    /** @return array<string, string> */
    private function environment(): array
    {
        return $this->environment + [
            'APP_BASE_PATH' => $this->folder,
            'APP_DEBUG' => 'true',
            'APP_ENV' => 'production',
            'APP_KEY' => 'base64:' . base64_encode(str_repeat('k', 32)),
            'BROADCAST_CONNECTION' => 'netsvr',
            'CACHE_STORE' => 'file',
            'LOG_CHANNEL' => 'single',
            'NETSVR_SEND_RECEIVE_TIMEOUT' => '2',
            'NETSVR_CONNECT_TIMEOUT' => '2',
            'QUEUE_CONNECTION' => 'sync',
            'SESSION_DRIVER' => 'cookie',
            'TEST_PHP_OPTIONS' => json_encode(array_slice(self::php(), 1)),
        ] + getenv();
    }

    /** @return list<string> */
    private static function children(int $pid): array
    {
        $children = trim((string)@file_get_contents("/proc/$pid/task/$pid/children"));
        return $children === '' ? [] : explode(' ', $children);
    }
}
