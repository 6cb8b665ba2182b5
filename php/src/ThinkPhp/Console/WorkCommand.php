<?php
/*
 * `php think netsvr:work`: a process that is registered at the gateways and hands what websocket clients do to the
 * application's handler. It lives until a signal or one of its limits ends it; something like Supervisor or systemd
 * starts it again. With --processes it starts several, and replaces them at SIGHUP and netsvr:restart.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use InvalidArgumentException;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Support\ConsoleLogger;
use NetsvrBusiness\Support\CountingHandler;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Support\OpenTransaction;
use NetsvrBusiness\Support\Reports;
use NetsvrBusiness\Support\RestartSignal;
use NetsvrBusiness\Support\Supervisor;
use NetsvrBusiness\Support\WorkLimits;
use NetsvrBusiness\Support\WorkProcesses;
use NetsvrBusiness\ThinkPhp\Logger;
use NetsvrBusiness\ThinkPhp\Work\ApplicationState;
use NetsvrBusiness\ThinkPhp\Work\HandlerFactory;
use think\console\Command;
use think\console\Input;
use think\console\input\Option;
use think\console\Output;
use think\exception\Handle;
use Throwable;

class WorkCommand extends Command
{
    private ThinkOutput $report;
    private MainSocketManager $manager;
    private HandlerFactory $handlers;
    private CountingHandler $counter;
    private ApplicationState $state;
    private Reports $reports;
    /** netsvr:restart; null: the supervisor looks for it. */
    private ?RestartSignal $restart;
    private WorkLimits $limits;
    /** Why it stops, and with which status; null while it works, and when a signal ends it. */
    private ?string $reason = null;
    private int $status = WorkLimits::EXIT_SUCCESS;

    protected function configure(): void
    {
        $this->setName('netsvr:work')
            ->addOption('handler', null, Option::VALUE_REQUIRED, 'The class that handles the events, instead of the one in config/netsvr.php')
            ->addOption('processes', null, Option::VALUE_REQUIRED, 'Start this many processes and one more that stands by, and replace them at SIGHUP and netsvr:restart; 0: work alone', 0)
            ->addOption('at-most', null, Option::VALUE_REQUIRED, 'Register at most this many of the processes that share netsvr.shared; the others stand by', 0)
            ->addOption('supervised', null, Option::VALUE_REQUIRED, 'The PID of the process that started this one: this process ends with it', 0)
            ->addOption('max-events', null, Option::VALUE_REQUIRED, 'The number of events to handle before stopping', 0)
            ->addOption('max-time', null, Option::VALUE_REQUIRED, 'The maximum number of seconds the process should run', 0)
            ->addOption('memory', null, Option::VALUE_REQUIRED, 'The memory limit in megabytes', 128)
            ->setDescription('Handle what the websocket clients of the netsvr gateways do');
    }

    /** @return int the exit status: 0 after a signal, --max-events or --max-time; 12 after --memory; 1 for errors */
    protected function execute(Input $input, Output $output): int
    {
        $this->report = new ThinkOutput($output);
        if (!Extension::isThere()) {
            $this->report->problem(Extension::missing());
            return WorkLimits::EXIT_ERROR;
        }
        try {
            $gateways = $this->app->make(Gateways::class);
            $this->reports = new Reports();
            $this->restart = $input->getOption('supervised') ? null : $this->app->make(RestartSignal::class);
            $this->restart?->ignoreEarlierOnes();
            // Before the handler is made: what the container makes for it belongs to events.
            $this->state = new ApplicationState($this->app, $this->tell(...), $this->app->config->get('netsvr.work.keep', []));
            $this->handlers = new HandlerFactory(
                $this->app,
                $input->getOption('handler') ?: $this->app->config->get('netsvr.work.handler')
            );
        } catch (InvalidArgumentException $exception) {
            $this->report->problem($exception->getMessage());
            return WorkLimits::EXIT_ERROR;
        }
        $processes = (int)$input->getOption('processes');
        return $processes > 0 ? $this->supervise($processes) : $this->work($gateways);
    }

    private function work(Gateways $gateways): int
    {
        // The console may call the same object again.
        [$this->reason, $this->status] = [null, WorkLimits::EXIT_SUCCESS];
        $this->limits = new WorkLimits(
            (int)$this->input->getOption('max-events'),
            (int)$this->input->getOption('max-time'),
            (int)$this->input->getOption('memory'),
            (int)$this->input->getOption('supervised'),
            $this->isToRestart(...)
        );
        $this->counter = new CountingHandler($this->handlers->make(...), $this->announce(...), $this->finish(...));
        $logger = new ConsoleLogger($this->app->make(Logger::class), $this->show(...));
        $this->manager = $gateways->mainSockets($logger, $this->counter);
        $atMost = (int)$this->input->getOption('at-most');
        $atMost > 0 && $this->manager->registerAtMost($atMost);
        // One-way calls of NetBus take the registered connections from now on.
        $container = Container::getInstance();
        $container instanceof Container && $container->bind(MainSocketManagerInterface::class, $this->manager);
        $this->state->reset('the start');
        $this->report->line(WorkProcesses::working($gateways, $this->handlers->class));
        $this->manager->run($this->between(...), 1000);
        $this->report->line($this->limits->stopped($this->reason, $this->counter->events));
        return $this->status;
    }

    /** Starts the processes, and replaces them, one after the other, at SIGHUP, SIGUSR1 and netsvr:restart. */
    private function supervise(int $processes): int
    {
        return WorkProcesses::supervise($processes, $this->child($processes), $this->report, $this->isToRestart(...));
    }

    private function isToRestart(): bool
    {
        return $this->restart?->hasCome() ?? false;
    }

    /** @return list<string> what a process is started with: this command with its options, for one process */
    private function child(int $processes): array
    {
        $arguments = [$_SERVER['argv'][0], 'netsvr:work', "--at-most=$processes", '--supervised=' . getmypid()];
        foreach (['handler', 'max-events', 'max-time', 'memory'] as $option) {
            $value = $this->input->getOption($option);
            $value === null || $arguments[] = "--$option=$value";
        }
        $verbosity = match (true) {
            $this->output->isDebug() => ['-vvv'],
            $this->output->isVeryVerbose() => ['-vv'],
            $this->output->isVerbose() => ['-v'],
            default => [],
        };
        return [...$arguments, ...$verbosity];
    }

    private function announce(string $event, string $uniqId): void
    {
        if ($this->output->isVerbose()) {
            $this->report->line(sprintf('[%s] %-7s %s', date('Y-m-d H:i:s'), $event, $uniqId));
        }
    }

    /** After each event: reports what it threw, and leaves nothing of it to the next one. @param string $method of the handler */
    private function finish(string $method, ?Throwable $thrown): void
    {
        $thrown === null || $this->tell($thrown);
        $this->state->reset("{$this->handlers->class}::$method", $thrown !== null);
        $this->between();
    }

    private function tell(Throwable $thrown): void
    {
        $this->reports->tell(
            $thrown,
            warn: fn(string $line) => $this->app->make(Logger::class)->warning($line),
            show: $this->showException(...),
            report: fn(Throwable $thrown) => $this->app->make(Handle::class)->report($thrown)
        );
    }

    /** With its place, which ThinkPHP's log leaves out when app_debug is off. That of an open transaction says nothing. */
    private function showException(Throwable $thrown): void
    {
        $place = $thrown instanceof OpenTransaction ? '' : " in {$thrown->getFile()}:{$thrown->getLine()}";
        $this->report->problem(sprintf('%s: %s%s', get_class($thrown), $thrown->getMessage(), $place));
    }

    /** After each event, and each second. */
    private function between(): void
    {
        // It is registered, or stands by.
        Supervisor::ready();
        $reached = $this->reason === null ? $this->limits->reached($this->counter->events) : null;
        if ($reached !== null) {
            [$this->reason, $this->status] = $reached;
            $this->manager->close();
        }
    }

    private function show(string $level, string $message): void
    {
        $line = sprintf('[%s] %s', date('Y-m-d H:i:s'), $message);
        in_array($level, ['debug', 'info', 'notice'], true) ? $this->report->line($line) : $this->report->problem($line);
    }
}
