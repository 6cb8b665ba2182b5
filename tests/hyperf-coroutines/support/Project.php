<?php
/*
 * A Hyperf project in a folder of its own, on the framework that HYPERF_DIR has installed and the Swoole of SWOOLE_SO, and
 * its run as a child process. Gone when it is destroyed.
 */
declare(strict_types=1);

namespace NetsvrTests\HyperfCoroutines;

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
            !is_file(getenv('HYPERF_DIR') . '/vendor/hyperf/framework/composer.json') =>
                'hyperf: HYPERF_DIR names no folder in which Composer has installed Hyperf',
            !is_file((string)getenv('SWOOLE_SO')) => 'hyperf: SWOOLE_SO names no swoole.so for this PHP',
            default => null,
        };
    }

    /** @param array<string, string> $environment of all that is run here */
    public function __construct(private array $environment = [])
    {
        $this->folder = Folder::temporary('netsvr-hyperf');
        Folder::copy(dirname(__DIR__) . '/project', $this->folder);
        mkdir("$this->folder/runtime");
        // As vendor:publish would.
        copy(Library::folder() . '/resources/hyperf/netsvr.php', "$this->folder/config/autoload/netsvr.php");
        $this->install((string)getenv('HYPERF_DIR'));
        $this->port = Port::number(Port::hold());
    }

    /**
     * Runs a command of Hyperf's console.
     *
     * @return array{int, string} the exit status, and what it printed
     */
    public function console(string ...$arguments): array
    {
        $process = proc_open(
            [...self::php(), "$this->folder/bin/hyperf.php", ...$arguments],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            $this->folder,
            $this->environment()
        );
        $output = (string)stream_get_contents($pipes[1]);
        return [proc_close($process), $output];
    }

    /** Changes one setting of config/autoload/netsvr.php, as its user would. */
    public function configure(string $from, string $to): void
    {
        $file = "$this->folder/config/autoload/netsvr.php";
        $text = str_replace($from, $to, (string)file_get_contents($file), $count);
        $count === 1 ? file_put_contents($file, $text) : throw new RuntimeException("$file has no $from");
    }

    /** Takes a file of docs/hyperf-coroutines.md. */
    public function paste(string $file): void
    {
        file_put_contents("$this->folder/$file", Page::files()[$file] ?? throw new RuntimeException("the page has no $file"));
    }

    /** Starts a command that goes on running. */
    public function start(string ...$arguments): void
    {
        // A group of its own: whatever happens, all of its processes can be ended.
        $command = ['/usr/bin/setsid', ...self::php(), "$this->folder/bin/hyperf.php", ...$arguments];
        $output = ['file', "$this->folder/runtime/output", 'w'];
        $files = [['file', '/dev/null', 'r'], $output, ['redirect', 1]];
        $process = proc_open($command, $files, $pipes, $this->folder, $this->environment());
        $this->process = is_resource($process) ? $process : throw new RuntimeException('cannot start the project');
    }

    /** SIGTERM; the exit status. */
    public function stop(float $seconds = 40.0): int
    {
        proc_terminate($this->process, SIGTERM);
        $deadline = microtime(true) + $seconds;
        while (($state = proc_get_status($this->process))['running'] && microtime(true) < $deadline) {
            usleep(5000);
        }
        posix_kill(-$state['pid'], SIGKILL);
        proc_close($this->process);
        $this->process = null;
        return $state['running'] ? throw new RuntimeException("the project did not stop: {$this->said()}") : $state['exitcode'];
    }

    /** Waits until something has been printed. */
    public function waitFor(string $text, float $seconds = 40.0): void
    {
        $deadline = microtime(true) + $seconds;
        while (!str_contains($this->said(), $text)) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException("the project did not print \"$text\": {$this->said()}");
            }
            usleep(10_000);
        }
    }

    public function said(): string
    {
        return (string)@file_get_contents("$this->folder/runtime/output");
    }

    /** The answer of the project's server. Waits until it listens. */
    public function get(string $path, float $seconds = 40.0): mixed
    {
        return self::answer($this->ask($path, $seconds));
    }

    /** @return resource what the answer comes on */
    public function ask(string $path, float $seconds = 40.0)
    {
        $deadline = microtime(true) + $seconds;
        while (($stream = @stream_socket_client("tcp://127.0.0.1:$this->port")) === false) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException("nothing listens at port $this->port: {$this->said()}");
            }
            usleep(10_000);
        }
        stream_set_timeout($stream, (int)$seconds);
        fwrite($stream, "GET $path HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
        return $stream;
    }

    /** @param resource $stream as ask() gave it */
    public static function answer($stream): mixed
    {
        $response = (string)stream_get_contents($stream);
        return json_decode(explode("\r\n\r\n", $response, 2)[1] ?? 'null', true);
    }

    public function __destruct()
    {
        if ($this->process !== null) {
            $this->stop();
        }
        Folder::remove($this->folder);
    }

    /** Lays out what Composer does: the framework's packages, and the library, which Hyperf finds by composer.lock. */
    private function install(string $framework): void
    {
        $lock = json_decode((string)file_get_contents("$framework/composer.lock"), true);
        $lock['packages'][] = Library::package();
        file_put_contents("$this->folder/composer.lock", json_encode($lock));
        copy("$framework/composer.json", "$this->folder/composer.json");
        mkdir("$this->folder/vendor");
        file_put_contents("$this->folder/vendor/autoload.php", Library::autoload($framework, "$this->folder/app"));
    }

    /** @return list<string> */
    private static function php(): array
    {
        return [...Program::php(), '-d', 'extension=' . realpath((string)getenv('SWOOLE_SO')), '-d', 'swoole.use_shortname=Off'];
    }

    /** @return array<string, string> */
    private function environment(): array
    {
        return $this->environment + ['TEST_PORT' => (string)$this->port] + getenv();
    }
}
