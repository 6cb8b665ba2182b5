<?php
/*
 * A Webman project in a folder of its own, and its run as a child process. Gone when it is destroyed.
 */
declare(strict_types=1);

namespace NetsvrTests\WebmanPlugin;

use NetsvrTests\Support\Folder;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Program;
use RuntimeException;

final class Project
{
    /** Root without what makes it root: it owns its files, and no more. */
    private const WITHOUT_RIGHTS = ['/usr/bin/setpriv', '--bounding-set=-all', '--inh-caps=-all', '--'];

    public readonly string $folder;
    /** @var resource|null */
    private $process = null;

    public function __construct(public readonly Host $host)
    {
        $this->folder = Folder::temporary('netsvr-webman');
        Folder::copy(dirname(__DIR__) . '/project', $this->folder);
        mkdir("$this->folder/vendor");
        mkdir("$this->folder/runtime");
        file_put_contents(
            "$this->folder/vendor/autoload.php",
            '<?php require_once ' . var_export(dirname(__DIR__) . '/autoload.php', true) . ';'
        );
    }

    /** Does what Webman's Composer script does when the package is installed, or uninstalled. What it printed. */
    public function composer(string $event): string
    {
        $process = proc_open(
            [...Program::php(), __DIR__ . '/composer-event.php', $event],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            $this->folder,
            $this->environment()
        );
        $output = (string)stream_get_contents($pipes[1]);
        if (proc_close($process) !== 0) {
            throw new RuntimeException("$event failed: $output");
        }
        return $output;
    }

    /**
     * Runs a command of Webman's console.
     *
     * @param list<string> $arguments
     * @param array<string, string> $environment
     * @param list<string> $php options of its PHP
     * @param bool $extension whether its PHP has the extension
     * @param bool $asRoot whether a root may write what is read-only
     * @return array{int, string, string} the exit status, what it printed, and what it said on the standard error
     */
    public function console(
        array $arguments,
        array $environment = [],
        array $php = [],
        bool $extension = true,
        bool $asRoot = true
    ): array {
        $errors = "$this->folder/runtime/errors";
        $process = proc_open(
            [...($asRoot || posix_geteuid() !== 0 ? [] : self::WITHOUT_RIGHTS), ...($extension ? Program::php() : self::phpWithoutExtension()), ...$php, "$this->folder/webman", ...$arguments],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', $errors, 'w']],
            $pipes,
            $this->folder,
            $environment + $this->environment()
        );
        $output = (string)stream_get_contents($pipes[1]);
        return [proc_close($process), $output, (string)file_get_contents($errors)];
    }

    /** Changes one setting of the plugin's app.php, as its user would: the first that reads so. */
    public function configure(string $from, string $to): void
    {
        $file = "$this->folder/config/plugin/netsvr/netsvr-php/app.php";
        $text = (string)file_get_contents($file);
        $at = strpos($text, $from);
        if ($at === false) {
            throw new RuntimeException("$file has no $from");
        }
        file_put_contents($file, substr_replace($text, $to, $at, strlen($from)));
    }

    /**
     * @param array<string, string> $environment
     * @param bool $extension whether its PHP has the extension
     * @param list<string> $options of its PHP
     */
    public function start(array $environment = [], bool $extension = true, array $options = []): void
    {
        $php = $extension ? Program::php() : self::phpWithoutExtension();
        // A group of its own: whatever happens, all of its processes can be ended.
        $command = ['/usr/bin/setsid', ...$php, ...$options, "$this->folder/start.php", 'start'];
        if (is_executable('/usr/bin/setpriv')) {
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'INT', '--', ...$command];
        }
        $output = ['file', "$this->folder/runtime/output", 'w'];
        $files = [['file', '/dev/null', 'r'], $output, ['redirect', 1]];
        $process = proc_open($command, $files, $pipes, $this->folder, $environment + $this->environment());
        $this->process = is_resource($process) ? $process : throw new RuntimeException('cannot start the project');
    }

    /** As its user does it, in another terminal. */
    public function reload(): void
    {
        $command = [...Program::php(), "$this->folder/start.php", 'reload'];
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, $this->folder, $this->environment());
        $output = (string)stream_get_contents($pipes[1]);
        if (proc_close($process) !== 0) {
            throw new RuntimeException("no reload: $output");
        }
    }

    /** SIGINT, as on a terminal; the exit status. */
    public function stop(float $seconds = 30.0): int
    {
        proc_terminate($this->process, SIGINT);
        $deadline = microtime(true) + $seconds;
        while (($state = proc_get_status($this->process))['running'] && microtime(true) < $deadline) {
            usleep(5000);
        }
        posix_kill(-$state['pid'], SIGKILL);
        proc_close($this->process);
        $this->process = null;
        if ($state['running']) {
            throw new RuntimeException("the project did not stop; it said:\n{$this->said()}");
        }
        return $state['exitcode'];
    }

    public function waitForLog(string $text, float $seconds = 30.0): void
    {
        $this->waitFor($text, $this->log(...), $seconds);
    }

    /** What it says on its terminal. */
    public function waitForOutput(string $text, float $seconds = 30.0): void
    {
        $this->waitFor($text, $this->said(...), $seconds);
    }

    /** @param callable(): string $said */
    private function waitFor(string $text, callable $said, float $seconds): void
    {
        $deadline = microtime(true) + $seconds;
        while (!str_contains($said(), $text)) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException("nowhere \"$text\"; the log:\n{$this->log()}\nOutput:\n{$this->said()}");
            }
            usleep(5000);
        }
    }

    public function log(): string
    {
        return (string)@file_get_contents("$this->folder/runtime/log");
    }

    /** How often a process ended and had to be started anew; with Webman's real sources that is not known: 0. */
    public function restarts(): int
    {
        return count(@file("$this->folder/runtime/ended") ?: []);
    }

    public function said(): string
    {
        return @file_get_contents("$this->folder/runtime/output") . @file_get_contents("$this->folder/runtime/workerman");
    }

    public function __destruct()
    {
        if ($this->process !== null) {
            $this->stop();
        }
        Folder::remove($this->folder);
    }

    /**
     * The last option of the tests' PHP is the extension.
     *
     * @return list<string>
     */
    private static function phpWithoutExtension(): array
    {
        return array_slice(Program::php(), 0, -2);
    }

    /** @return array<string, string> */
    private function environment(): array
    {
        $variables = [
            'TEST_HOST' => $this->host->value,
            'TEST_WEBMAN' => (string)getenv($this->host === Host::Workerman4 ? 'WEBMAN4_DIR' : 'WEBMAN_DIR'),
            'PATH' => (string)getenv('PATH'),
        ];
        // The stand-in of Webman starts a Workerman for each process, which real ones take for running already.
        foreach (['WORKERMAN4_DIR' => 'WEBMAN4_DIR', 'WORKERMAN5_DIR' => 'WEBMAN_DIR'] as $name => $webman) {
            $variables[$name] = getenv($webman) ? (string)getenv($name) : '';
        }
        return $variables;
    }
}
