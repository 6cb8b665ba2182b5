<?php
/*
 * `netsvr:work --processes`: the processes, one more that stands by, and the memory that they share. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;

/** @internal */
final class WorkProcesses
{
    /** What a process says when it begins. @param string $handler the class */
    public static function working(Gateways $gateways, string $handler): string
    {
        $events = implode(', ', $gateways->eventNames());
        return sprintf('Working for %s: %s to %s. PID %d.', implode(', ', $gateways->workerAddrs), $events, $handler, getmypid());
    }

    /**
     * The command that starts the processes.
     *
     * @param int $processes without the one that stands by
     * @param list<string> $arguments of PHP for one of them: the script, its command and options
     * @param Closure(): bool $isToReplace asked several times a second whether to do as at SIGHUP
     * @return int the exit status
     */
    public static function supervise(int $processes, array $arguments, ReportOutput $output, Closure $isToReplace): int
    {
        if (!Supervisor::isAvailable()) {
            $output->problem('netsvr:work --processes needs the extension pcntl, and proc_open()');
            return WorkLimits::EXIT_ERROR;
        }
        $output->line(sprintf('Starting %d processes, and one that stands by. PID %d.', $processes, getmypid()));
        self::run($processes, $arguments, static function (string $line) use ($output): void {
            $output->line(sprintf('[%s] %s', date('Y-m-d H:i:s'), $line));
        }, $isToReplace);
        $output->line('Stopped: all processes have ended.');
        return WorkLimits::EXIT_SUCCESS;
    }

    /**
     * Until SIGTERM, SIGINT or SIGQUIT; replaces the processes at SIGHUP and SIGUSR1.
     *
     * @param int $processes without the one that stands by
     * @param list<string> $arguments of PHP for one of them: the script, its command and options
     * @param Closure(string): void $say called with a line about what happens
     * @param (Closure(): bool)|null $isToReplace asked several times a second whether to do as at SIGHUP
     */
    public static function run(int $processes, array $arguments, Closure $say, ?Closure $isToReplace = null): void
    {
        $file = (string)ini_get('netsvr.shared');
        $own = !str_starts_with($file, '/');
        if ($own) {
            $folder = is_writable('/dev/shm') ? '/dev/shm' : sys_get_temp_dir();
            $file = sprintf('%s/netsvr-work-%d', $folder, getmypid());
        }
        $command = [...Supervisor::php(), '-d', "netsvr.shared=$file", ...$arguments];
        try {
            (new Supervisor($processes + 1, $command, $say, $isToReplace))->run();
        } finally {
            $own && array_map(unlink(...), glob("$file.*") ?: []);
        }
    }
}
