<?php
/*
 * Several processes of one kind: starts them, starts one again that has ended, and replaces them one after the other,
 * so that what websocket clients send meanwhile finds somebody. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use RuntimeException;

final class Supervisor
{
    /** Seconds in which a process ends before it is killed: its handler may be at work. */
    private const PATIENCE = 30.0;
    /** Seconds before a process is started again that has ended soon after its start. */
    private const PAUSE = 1.0;
    /** Seconds in which a new process is at work: afterwards the next one is replaced all the same. */
    private const START = 30.0;
    /** The descriptor on which a process says that it is at work, and the variable that tells it so. */
    private const DESCRIPTOR = 3;
    private const VARIABLE = 'NETSVR_READY_DESCRIPTOR';
    private const SIGNALS = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGCHLD];

    /** @var array<int, array{process: resource, since: float, ready: resource}> by number */
    private array $running = [];
    /** @var array<int, float> when to start a process again, by number */
    private array $due = [];
    private bool $ending = false;
    /** @var list<int> processes that are still to be replaced, the first of which has been asked to end */
    private array $replacing = [];
    /** The new process that has to be at work before the next one is replaced. */
    private ?int $awaited = null;
    /** They are to be replaced once more after that. */
    private bool $again = false;
    /** @var array<int, float> when a process was asked to end, by number */
    private array $asked = [];

    /**
     * @param int $processes how many there are to be
     * @param list<string> $command what each of them runs
     * @param Closure(string): void $say called with a line about what happens
     * @param (Closure(): bool)|null $isToReplace asked several times a second whether to do as at SIGHUP
     */
    public function __construct(
        private readonly int $processes,
        private readonly array $command,
        private readonly Closure $say,
        private readonly ?Closure $isToReplace = null
    ) {
    }

    /** Whether this PHP can do that. */
    public static function isAvailable(): bool
    {
        return function_exists('pcntl_sigtimedwait') && function_exists('proc_open');
    }

    /**
     * The PHP that runs this script, with the options that it was given.
     *
     * @return list<string>
     */
    public static function php(): array
    {
        $line = explode("\0", (string)@file_get_contents('/proc/self/cmdline'));
        $script = array_search($_SERVER['argv'][0] ?? '', $line, true);
        return $script > 0 ? array_slice($line, 0, $script) : [PHP_BINARY];
    }

    /** Says, in a process that was started by a supervisor, that it is at work. Anywhere else it does nothing. */
    public static function ready(): void
    {
        $descriptor = getenv(self::VARIABLE);
        if ($descriptor === false) {
            return;
        }
        // its own children have nothing to say
        putenv(self::VARIABLE);
        $stream = @fopen("php://fd/$descriptor", 'w');
        $stream === false || @fwrite($stream, '.');
    }

    /**
     * Until SIGTERM, SIGINT or SIGQUIT: then all processes are asked to end, and it returns when they have. SIGHUP and
     * SIGUSR1 replace the processes one after the other by new ones, which load the code anew: each new one is at
     * work, see ready(), before the next is asked to end.
     *
     * @throws RuntimeException when no process can be started
     */
    public function run(): void
    {
        pcntl_sigprocmask(SIG_BLOCK, self::SIGNALS, $before);
        $handlers = array_map(pcntl_signal_get_handler(...), array_combine(self::SIGNALS, self::SIGNALS));
        foreach (self::SIGNALS as $signal) {
            // one that comes while a process is being started
            pcntl_signal($signal, $this->obey(...));
        }
        try {
            for ($number = 0; $number < $this->processes; $number++) {
                $this->start($number);
            }
            while (!$this->ending || $this->running !== []) {
                // A wait that is interrupted (a debugger, SIGCONT) is a warning, which Laravel makes an exception of.
                $signal = @pcntl_sigtimedwait(self::SIGNALS, $info, 0, 100_000_000);
                $this->obey((int)$signal);
                pcntl_signal_dispatch();
                if (!$this->ending && $this->isToReplace !== null && ($this->isToReplace)()) {
                    $this->obey(SIGHUP);
                }
                $this->collect();
                $this->keepUp();
            }
        } finally {
            foreach ($this->running as $number => $_) {
                $this->signal($number, SIGTERM);
            }
            foreach ($handlers as $signal => $handler) {
                pcntl_signal($signal, $handler);
            }
            pcntl_sigprocmask(SIG_SETMASK, $before);
        }
    }

    private function obey(int $signal): void
    {
        if (in_array($signal, [SIGTERM, SIGINT, SIGQUIT], true) && !$this->ending) {
            $this->ending = true;
            $this->due = [];
            foreach (array_keys($this->running) as $number) {
                $this->signal($number, SIGTERM);
            }
        } elseif (in_array($signal, [SIGHUP, SIGUSR1], true) && !$this->ending) {
            // once those that are being replaced have been
            $this->again = $this->replacing !== [] || $this->awaited !== null;
            if (!$this->again) {
                $this->replaceAll();
            }
        }
    }

    /** Takes note of the processes that have ended. */
    private function collect(): void
    {
        foreach ($this->running as $number => ['process' => $process, 'since' => $since]) {
            $status = proc_get_status($process);
            if ($status['running']) {
                continue;
            }
            proc_close($process);
            unset($this->running[$number]);
            if ($this->ending) {
                continue;
            }
            $replaced = $this->replacing !== [] && $this->replacing[0] === $number;
            if ($replaced) {
                $this->start($number);
                array_shift($this->replacing);
                $this->awaited = $number;
                continue;
            }
            ($this->say)(sprintf('Process %d has ended: %s.', $status['pid'], $status['signaled']
                ? "signal {$status['termsig']}"
                : "status {$status['exitcode']}"));
            $soon = self::now() - $since < self::PAUSE;
            $this->due[$number] = self::now() + ($soon ? self::PAUSE : 0.0);
        }
    }

    private function keepUp(): void
    {
        if ($this->awaited !== null && $this->isAtWork($this->awaited)) {
            $this->awaited = null;
            $this->replaceNext();
        }
        foreach ($this->due as $number => $when) {
            if ($when <= self::now()) {
                unset($this->due[$number]);
                $this->start($number);
            }
        }
        foreach ($this->asked as $number => $when) {
            if (isset($this->running[$number]) && self::now() - $when > self::PATIENCE) {
                $this->signal($number, SIGKILL);
            }
        }
    }

    /** Whether it has said so, or does not say it in time. One that has ended is started again meanwhile. */
    private function isAtWork(int $number): bool
    {
        if (!isset($this->running[$number])) {
            return false;
        }
        ['ready' => $ready, 'since' => $since] = $this->running[$number];
        return (string)@fread($ready, 1) !== '' || self::now() - $since > self::START;
    }

    private function replaceAll(): void
    {
        ($this->say)('Replacing the processes one after the other.');
        $this->replacing = array_keys($this->running);
        $this->replaceNext();
    }

    private function replaceNext(): void
    {
        while ($this->replacing !== [] && !isset($this->running[$this->replacing[0]])) {
            array_shift($this->replacing);
        }
        if ($this->replacing !== []) {
            $this->signal($this->replacing[0], SIGTERM);
        } elseif ($this->again) {
            $this->again = false;
            $this->replaceAll();
        }
    }

    private function signal(int $number, int $signal): void
    {
        $this->asked[$number] ??= self::now();
        proc_terminate($this->running[$number]['process'], $signal);
    }

    private function start(int $number): void
    {
        unset($this->asked[$number]);
        // the signals that are blocked here would be blocked there, too
        pcntl_sigprocmask(SIG_UNBLOCK, self::SIGNALS);
        // The others are inherited. Were STDOUT named here, PHP would write on where its own stream stands: over what is in a file.
        $descriptors = [self::DESCRIPTOR => ['pipe', 'w']];
        $variables = [self::VARIABLE => (string)self::DESCRIPTOR] + getenv();
        $process = proc_open($this->command, $descriptors, $pipes, null, $variables);
        pcntl_sigprocmask(SIG_BLOCK, self::SIGNALS);
        if ($process === false) {
            throw new RuntimeException("{$this->command[0]} cannot be started");
        }
        stream_set_blocking($pipes[self::DESCRIPTOR], false);
        $this->running[$number] = ['process' => $process, 'since' => self::now(), 'ready' => $pipes[self::DESCRIPTOR]];
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
