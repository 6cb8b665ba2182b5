<?php
/*
 * `php artisan netsvr:work`: a process that is registered at the gateways and hands what websocket clients do to
 * the application's handler. It lives until a signal or one of its limits ends it; something like Supervisor or
 * systemd starts it again, as with queue workers. With --processes it starts several, and replaces them at SIGHUP.
 * netsvr:restart ends it, or has it replace them.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use Illuminate\Contracts\Debug\ExceptionHandler;
use InvalidArgumentException;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Laravel\Broadcasting\Registrations;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\Laravel\Work\ApplicationState;
use NetsvrBusiness\Laravel\Work\HandlerFactory;
use NetsvrBusiness\Laravel\Work\PeriodicWork;
use NetsvrBusiness\Laravel\Work\RestartSignal;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Support\ConsoleLogger;
use NetsvrBusiness\Support\CountingHandler;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Support\Reports;
use NetsvrBusiness\Support\Supervisor;
use NetsvrBusiness\Support\SymfonyOutput;
use NetsvrBusiness\Support\WorkLimits;
use NetsvrBusiness\Support\WorkProcesses;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Throwable;

class WorkCommand extends Command
{
    /** The same as those of queue:work. */
    public const EXIT_SUCCESS = WorkLimits::EXIT_SUCCESS;
    public const EXIT_ERROR = WorkLimits::EXIT_ERROR;
    public const EXIT_MEMORY_LIMIT = WorkLimits::EXIT_MEMORY_LIMIT;

    /** @var string */
    protected $signature = 'netsvr:work
        {--handler= : The class that handles the events, instead of the one in config/netsvr.php}
        {--processes=0 : Start this many processes and one more that stands by, and replace them at SIGHUP and netsvr:restart; 0: work alone}
        {--at-most=0 : Register at most this many of the processes that share netsvr.shared; the others stand by}
        {--supervised= : The PID of the process that started this one: it handles netsvr:restart, and this process ends with it}
        {--max-events=0 : The number of events to handle before stopping}
        {--max-time=0 : The maximum number of seconds the process should run}
        {--memory=128 : The memory limit in megabytes}';

    /** @var string */
    protected $description = 'Handle what the websocket clients of the netsvr gateways do';

    private MainSocketManager $manager;
    private HandlerFactory $handlers;
    private CountingHandler $counter;
    private PeriodicWork $periodic;
    private ApplicationState $state;
    private Reports $reports;
    /** null: another process is to restart this one. */
    private ?RestartSignal $restart;
    private WorkLimits $limits;
    /** Why it stops, and with which status; null while it works, and when a signal ends it. */
    private ?string $reason = null;
    private int $status = self::EXIT_SUCCESS;

    /** @return int the exit status: 0 after a signal, --max-events or --max-time; 12 after --memory; 1 for errors */
    public function handle(): int
    {
        if (!Extension::isThere()) {
            $this->error(Extension::missing());
            return self::EXIT_ERROR;
        }
        try {
            $gateways = $this->laravel->make(Gateways::class);
            $this->handlers = HandlerFactory::configured($this->laravel, $this->option('handler'));
            $this->restart = $this->option('supervised') ? null : $this->laravel->make(RestartSignal::class);
            $this->restart?->ignoreEarlierOnes();
            if ((int)$this->option('processes') > 0) {
                return $this->supervise((int)$this->option('processes'));
            }
            // Periodic work may need what a handler can do, and where this process is registered.
            $this->laravel->instance(HandlerFactory::class, $this->handlers);
            $this->laravel->instance(Registrations::class, new Registrations($this->laravel));
            $this->periodic = new PeriodicWork($this->handlers->periodic(), $this->settle(...));
        } catch (InvalidArgumentException $exception) {
            $this->error($exception->getMessage());
            return self::EXIT_ERROR;
        }
        // Artisan::call() may run the same object again.
        [$this->reason, $this->status] = [null, self::EXIT_SUCCESS];
        $this->limits = new WorkLimits(
            (int)$this->option('max-events'),
            (int)$this->option('max-time'),
            (int)$this->option('memory'),
            (int)$this->option('supervised'),
            $this->isToRestart(...)
        );
        $this->reports = new Reports();
        $this->counter = new CountingHandler($this->handlers->make(...), $this->announce(...), $this->finish(...));
        $this->manager = $gateways->mainSockets(
            new ConsoleLogger($this->laravel->make(NetsvrServiceProvider::LOGGER), $this->show(...)),
            $this->counter
        );
        if ((int)$this->option('at-most') > 0) {
            $this->manager->registerAtMost((int)$this->option('at-most'));
        }
        // One-way calls of NetBus take the registered connections from now on.
        $this->laravel->instance(MainSocketManagerInterface::class, $this->manager);
        // A test that calls the command has a transaction of its own.
        $isTest = $this->laravel->runningUnitTests();
        $this->state = new ApplicationState($this->laravel, $this->report(...), $isTest);
        $this->state->reset('the start', false);
        $this->line(WorkProcesses::working($gateways, $this->handlers->class));
        try {
            $this->manager->run($this->between(...), 1000);
        } finally {
            unset($this->laravel[MainSocketManagerInterface::class]);
            $this->periodic->end();
        }
        $this->line($this->limits->stopped($this->reason, $this->counter->events));
        return $this->status;
    }

    /** Starts the processes, and replaces them, one after the other, at SIGHUP, SIGUSR1 and netsvr:restart. */
    private function supervise(int $processes): int
    {
        return WorkProcesses::supervise($processes, $this->child($processes), SymfonyOutput::of($this->output), $this->isToRestart(...));
    }

    private function isToRestart(): bool
    {
        return $this->restart?->hasCome() ?? false;
    }

    /** @return list<string> what a process is started with: this command with its options, for one process */
    private function child(int $processes): array
    {
        $arguments = [$_SERVER['argv'][0], 'netsvr:work', "--at-most=$processes", '--supervised=' . getmypid()];
        foreach (['handler', 'max-events', 'max-time', 'memory', 'env'] as $option) {
            if ($this->hasOption($option) && $this->option($option) !== null) {
                $arguments[] = "--$option=" . $this->option($option);
            }
        }
        $verbosity = match (true) {
            $this->output->isDebug() => ['-vvv'],
            $this->output->isVeryVerbose() => ['-vv'],
            $this->output->isVerbose() => ['-v'],
            default => [],
        };
        return [...$arguments, '--no-interaction', ...$verbosity];
    }

    private function announce(string $event, string $uniqId): void
    {
        if ($this->output->isVerbose()) {
            $this->line(sprintf('[%s] %-7s %s', date('Y-m-d H:i:s'), $event, $uniqId));
        }
    }

    /** After each event. @param string $method of the handler */
    private function finish(string $method, ?Throwable $thrown): void
    {
        $this->settle("{$this->handlers->class}::$method", $thrown);
        $this->between();
    }

    /** After each event and each periodic work: reports what it threw, and leaves nothing of it to the next one. */
    private function settle(string $who, ?Throwable $thrown): void
    {
        if ($thrown !== null) {
            $this->report($thrown);
        }
        $this->state->reset($who, $thrown !== null);
    }

    private function report(Throwable $thrown): void
    {
        $this->reports->tell(
            $thrown,
            warn: fn(string $line) => $this->laravel->make(NetsvrServiceProvider::LOGGER)->warning($line),
            show: $this->showException(...),
            report: fn(Throwable $thrown) => $this->laravel->make(ExceptionHandler::class)->report($thrown)
        );
    }

    private function showException(Throwable $thrown): void
    {
        $this->error(OutputFormatter::escape(sprintf('%s: %s', get_class($thrown), $thrown->getMessage())));
    }

    /** After each event, and each second. */
    private function between(): void
    {
        // It is registered, or stands by.
        Supervisor::ready();
        $this->periodic->doIfDue();
        $this->stopIfNecessary();
    }

    private function stopIfNecessary(): void
    {
        $reached = $this->reason === null ? $this->limits->reached($this->counter->events) : null;
        if ($reached !== null) {
            [$this->reason, $this->status] = $reached;
            $this->manager->close();
        }
    }

    private function show(string $level, string $message): void
    {
        $this->laravel->make(Registrations::class)->note($message);
        // What others have written is no markup of the console's: a wrong tag would be an exception.
        $line = OutputFormatter::escape(sprintf('[%s] %s', date('Y-m-d H:i:s'), $message));
        in_array($level, ['debug', 'info', 'notice'], true) ? $this->line($line) : $this->error($line);
    }
}
