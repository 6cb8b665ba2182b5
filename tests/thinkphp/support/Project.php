<?php
/*
 * A ThinkPHP project in a folder of its own, and its processes. Gone when it is destroyed.
 */
declare(strict_types=1);

namespace NetsvrTests\ThinkPhp;

use NetsvrTests\Support\Folder;
use NetsvrTests\Support\Library;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Program;
use RuntimeException;

final class Project
{
    /** Seconds that anything may take: others use this machine, too. */
    private const PATIENCE = 60.0;

    public readonly string $folder;
    /** @var list<resource> */
    private array $processes = [];

    public function __construct()
    {
        $this->folder = Folder::temporary('netsvr-thinkphp');
        Folder::copy(dirname(__DIR__) . '/project', $this->folder);
        $framework = var_export(dirname(__DIR__) . '/framework.php', true);
        $this->write('vendor/autoload.php', "<?php (require_once $framework)(dirname(__DIR__));");
        $this->write('vendor/composer/installed.json', (string)json_encode(['packages' => [Library::package()]]));
        mkdir("$this->folder/vendor/netsvr");
        symlink(Library::folder(), "$this->folder/vendor/netsvr/netsvr-php");
        mkdir("$this->folder/runtime");
    }

    /** Whether ThinkPHP is the real one. */
    public static function isReal(): bool
    {
        return (string)getenv('THINKPHP_DIR') !== '';
    }

    /** What the Composer scripts of topthink/think do after the package has been installed. */
    public function install(): self
    {
        if (self::isReal()) {
            $this->think('service:discover');
            $this->think('vendor:publish');
            return $this;
        }
        $package = Library::package();
        $extra = $package['extra']['think'];
        $this->write('vendor/services.php', '<?php return ' . var_export($extra['services'], true) . ';');
        foreach ($extra['config'] as $name => $file) {
            copy("$this->folder/vendor/{$package['name']}/$file", "$this->folder/config/$name.php");
        }
        return $this;
    }

    public function write(string $file, string $text): void
    {
        is_dir(dirname("$this->folder/$file")) || mkdir(dirname("$this->folder/$file"), 0777, true);
        file_put_contents("$this->folder/$file", $text);
    }

    /** @param array<string, string> $variables */
    public function env(array $variables): self
    {
        $lines = array_map(static fn(string $name): string => "$name = $variables[$name]\n", array_keys($variables));
        $this->write('.env', implode('', $lines));
        return $this;
    }

    /** Changes one setting of config/netsvr.php, as its user would: the first that reads so. */
    public function configure(string $from, string $to): void
    {
        $text = (string)file_get_contents("$this->folder/config/netsvr.php");
        $at = strpos($text, $from);
        $at !== false || throw new RuntimeException("config/netsvr.php has no $from");
        $this->write('config/netsvr.php', substr_replace($text, $to, $at, strlen($from)));
    }

    /** Runs a command of the console that has to end well; what it printed. */
    public function think(string ...$arguments): string
    {
        [$status, $output] = $this->run(['think', ...$arguments]);
        return $status === 0 ? $output : throw new RuntimeException(implode(' ', $arguments) . " ended with $status:\n$output");
    }

    /**
     * @param list<string> $arguments the script and what it gets
     * @param list<string> $options of PHP
     * @param bool $extension whether its PHP has the extension
     * @return array{int, string, string} the exit status, what it printed, and what it said on the standard error
     */
    public function run(array $arguments, array $options = [], bool $extension = true): array
    {
        $errors = "$this->folder/runtime/errors";
        // The last option of the tests' PHP is the extension.
        $php = $extension ? Program::php() : array_slice(Program::php(), 0, -2);
        $files = [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', $errors, 'w']];
        $process = proc_open([...$php, ...$options, ...$arguments], $files, $pipes, $this->folder);
        $output = (string)stream_get_contents($pipes[1]);
        return [proc_close($process), $output, (string)file_get_contents($errors)];
    }

    /** A request to a method of a class: what it answered. */
    public function request(string $class, string $method, string ...$arguments): string
    {
        [$status, $output, $errors] = $this->run(['request.php', $class, $method, ...$arguments]);
        return $status === 0 ? $output : throw new RuntimeException("$class::$method ended with $status:\n$output\n$errors");
    }

    /**
     * Starts a command that goes on; its output is said().
     *
     * @param list<string> $command the script and what it gets
     * @param list<string> $options of PHP
     * @param string $mode how the file of its output is opened
     */
    public function start(array $command, array $options = [], string $mode = 'a'): int
    {
        // A group of its own: whatever happens, all of its processes can be ended.
        $line = ['/usr/bin/setsid', ...Program::php(), ...$options, ...$command];
        if (is_executable('/usr/bin/setpriv')) {
            $line = ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--', ...$line];
        }
        $output = ['file', "$this->folder/runtime/output", $mode];
        $process = proc_open($line, [['file', '/dev/null', 'r'], $output, ['redirect', 1]], $pipes, $this->folder);
        $this->processes[] = is_resource($process) ? $process : throw new RuntimeException("cannot start $command[0]");
        return proc_get_status($process)['pid'];
    }

    /** netsvr:work with these options, once it is registered as often as that. */
    public function work(array $options = [], int $registrations = 1): int
    {
        $pid = $this->start(['think', 'netsvr:work', ...$options]);
        $this->waitFor(fn(): bool => substr_count($this->said(), ' register to') >= $registrations, 'a registration');
        return $pid;
    }

    /** Starts PHP's own web server for public/; its address. */
    public function serve(): string
    {
        $address = Port::hold();
        $this->start(['-S', $address, '-t', 'public', 'public/index.php']);
        $this->waitFor(static fn(): bool => @stream_socket_client("tcp://$address") !== false, "web server at $address");
        return $address;
    }

    /** Sends the process that was started last a signal; its exit status. */
    public function stop(int $signal = SIGTERM): int
    {
        proc_terminate(end($this->processes), $signal);
        return $this->ended();
    }

    /** The exit status of the process that was started last, when it has ended. */
    public function ended(): int
    {
        $process = array_pop($this->processes);
        $deadline = microtime(true) + self::PATIENCE;
        while (($state = proc_get_status($process))['running'] && microtime(true) < $deadline) {
            usleep(5000);
        }
        self::kill($process);
        !$state['running'] || throw new RuntimeException("it did not end; it said:\n{$this->said()}");
        return $state['exitcode'];
    }

    /** @param callable(): bool $holds */
    public function waitFor(callable $holds, string $what): void
    {
        $deadline = microtime(true) + self::PATIENCE;
        while (!$holds()) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException("no $what. It said:\n{$this->said()}\nIts log:\n{$this->log()}");
            }
            usleep(10_000);
        }
    }

    /** What the processes that were started have printed. */
    public function said(): string
    {
        return (string)@file_get_contents("$this->folder/runtime/output");
    }

    /** @param string $name application or sockets */
    public function log(string $name = 'application'): string
    {
        return (string)@file_get_contents("$this->folder/runtime/$name.log");
    }

    public function __destruct()
    {
        array_map(self::kill(...), $this->processes);
        Folder::remove($this->folder);
    }

    /** @param resource $process */
    private static function kill($process): void
    {
        @posix_kill(-proc_get_status($process)['pid'], SIGKILL);
        proc_close($process);
    }
}
