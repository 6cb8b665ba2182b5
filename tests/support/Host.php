<?php
/*
 * What a business process can run in: the loop of the extension, or a worker of Workerman 4 or 5. Of Workerman
 * the stand-ins in this folder are taken, or the real sources where WORKERMAN4_DIR and WORKERMAN5_DIR name
 * them (for 5, with workerman/coroutine beside it, as Composer lays them out). Their event loop is Select, or the
 * class that WORKERMAN_EVENT_LOOP names; Workerman 5 stands in for a Workerman that has no such loop.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;
use Throwable;

enum Host: string
{
    case OwnLoop = 'own loop';
    case Workerman4 = 'Workerman 4';
    case Workerman5 = 'Workerman 5';

    /**
     * Runs a test in each of them, all at the same time, each in a forked child, and prints what they print:
     * once for all of those that print the same, under a line with their names.
     *
     * @param callable(self): void $test
     * @param self ...$hosts by default all
     */
    public static function each(callable $test, self ...$hosts): void
    {
        $seconds = pcntl_alarm(0);
        $children = [];
        $names = [];
        foreach ($hosts ?: self::cases() as $host) {
            $names[($host->hasLoop() ? $host : self::Workerman5)->value][] = $host->value;
        }
        foreach (array_map(static fn(string $name): self => self::from($name), array_keys($names)) as $host) {
            $file = (string)tempnam(sys_get_temp_dir(), 'netsvr-host-');
            $pid = pcntl_fork();
            if ($pid === 0) {
                pcntl_alarm($seconds);
                file_put_contents($file, self::outputOf($test, $host));
                exit(0);
            }
            $children[] = [$host, $pid, $file];
        }
        pcntl_alarm($seconds === 0 ? 0 : $seconds + 5);
        $outputs = [];
        foreach ($children as [$host, $pid, $file]) {
            pcntl_waitpid($pid, $status);
            $end = pcntl_wifexited($status) && pcntl_wexitstatus($status) === 0 ? '' : "THE TEST FAILED, status $status\n";
            $outputs[file_get_contents($file) . $end][] = implode(', ', $names[$host->value]);
            unlink($file);
        }
        foreach ($outputs as $output => $same) {
            echo implode(', ', $same), "\n", $output;
        }
    }

    /** The same for the two forms of Workerman alone. */
    public static function eachWorkerman(callable $test): void
    {
        self::each($test, self::Workerman4, self::Workerman5);
    }

    private static function outputOf(callable $test, self $host): string
    {
        ob_start();
        try {
            $test($host);
        } catch (Throwable $thrown) {
            echo "THROWN: $thrown\n";
        }
        return (string)ob_get_clean();
    }

    public function isWorkerman(): bool
    {
        return $this !== self::OwnLoop;
    }

    /** The real sources that the environment names, or null for the stand-in. */
    public function realSources(): ?string
    {
        $folder = match ($this) {
            self::OwnLoop => false,
            self::Workerman4 => getenv('WORKERMAN4_DIR'),
            self::Workerman5 => getenv('WORKERMAN5_DIR'),
        };
        return $folder === false || $folder === '' ? null : $folder;
    }

    /**
     * The class of the event loop that the environment names for the real sources, or null for their own choice.
     *
     * @param bool $coroutines callbacks are to run in coroutines, in fibers if the environment names none
     */
    public function eventLoop(bool $coroutines = false): ?string
    {
        $class = $this->realSources() === null ? null : self::namedLoop();
        $class ??= $coroutines ? 'Fiber' : null;
        return $class === null || !class_exists("Workerman\\Events\\$class") ? null : "Workerman\\Events\\$class";
    }

    /** For SKIPIF: in workers with one of these event loops the test does not hold, because of them. */
    public static function skipUnder(string $why, string ...$loops): void
    {
        if (in_array(self::namedLoop(), $loops, true)) {
            die("skip $why");
        }
    }

    /** For SKIPIF: Workerman 5 has no loop whose callbacks run in coroutines. */
    public static function skipWithoutCoroutines(): void
    {
        $real = self::Workerman5->realSources();
        if (!in_array(self::namedLoop() ?? 'Fiber', ['Fiber', 'Swoole', 'Swow'], true)) {
            die('skip there are no coroutines in this event loop');
        }
        if ($real !== null && self::namedLoop() === null && !is_dir(dirname($real, 2) . '/revolt')) {
            die('skip revolt/event-loop is not there');
        }
    }

    /** It has the event loop that the environment names, or none is named. */
    private function hasLoop(): bool
    {
        $loop = self::namedLoop();
        $real = (string)$this->realSources();
        return $loop === null || $this === self::OwnLoop
            || is_file("$real/Events/$loop.php") || is_file("$real/src/Events/$loop.php");
    }

    /** Its name without the namespace. */
    private static function namedLoop(): ?string
    {
        $class = (string)getenv('WORKERMAN_EVENT_LOOP');
        return $class === '' ? null : substr((string)strrchr("\\$class", '\\'), 1);
    }

    /** A class of connections, for tests that only pass one on; load() comes first. */
    public function connectionClass(): string
    {
        return $this->realSources() !== null ? 'Workerman\\Connection\\TcpConnection' : StandInConnection::class;
    }

    /** From now on this process finds the classes of this Workerman, and can find those of no other. */
    public function load(): void
    {
        $standIn = __DIR__ . ($this === self::Workerman4 ? '/workerman4' : '/workerman5');
        $real = $this->realSources();
        $roots = $real === null ? ['Workerman\\' => "$standIn/"] : [
            'Workerman\\' => ["$real/", "$real/src/", dirname($real) . '/coroutine/src/'],
            'Workerman\\Coroutine\\' => dirname($real) . '/coroutine/src/',
            'Revolt\\' => dirname($real, 2) . '/revolt/event-loop/src/',
        ];
        if ($real !== null && !is_file("$real/Worker.php") && !is_file("$real/src/Worker.php")) {
            throw new RuntimeException("$real is named as the sources of $this->value, but has no Worker.php");
        }
        loadClasses($roots);
    }
}
