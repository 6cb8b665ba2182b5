<?php
/*
 * `php bin/hyperf.php business:start`: processes of Swoole that are registered at the gateways and hand what websocket
 * clients do to the application's handler. One that ends is started again; SIGUSR1 replaces them.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use Hyperf\Contract\StdoutLoggerInterface;
use NetsvrBusiness\Hyperf\MainSockets;
use NetsvrBusiness\Support\Extension;
use Swoole\Coroutine;
use Swoole\Process\Pool;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;
use Throwable;

class StartWorkerCommand extends WorkerCommand
{
    /** Seconds before a process ends that could not work: Swoole starts it again at once. */
    private const PAUSE = 3;
    /** Seconds after which Swoole 6 kills a process that is to end. MainSockets gives up before. */
    private const MAX_WAIT = 30;

    protected function configure(): void
    {
        $this->setName('business:start')->setDescription('Handle what the websocket clients of the netsvr gateways do');
        $this->addOption('workers', 'w', InputOption::VALUE_REQUIRED, 'The number of processes; by default one for each processor');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $problem = match (true) {
            !Extension::isThere() => Extension::missing(),
            !class_exists(Pool::class) => 'netsvr: business:start needs the PHP extension swoole',
            default => null,
        };
        if ($problem !== null) {
            $output->writeln($problem, OutputInterface::OUTPUT_RAW);
            return self::FAILURE;
        }
        if ($this->pid() > 0) {
            $output->writeln('The business processes are running.');
            return self::SUCCESS;
        }
        Coroutine::set(['hook_flags' => SWOOLE_HOOK_ALL]);
        is_dir(dirname($this->pidFile())) || mkdir(dirname($this->pidFile()), 0777, true);
        file_put_contents($this->pidFile(), (string)getmypid());
        try {
            $processes = (int)$input->getOption('workers') ?: swoole_cpu_num();
            // One more stands by: Swoole starts a process only when the one that it replaces has ended.
            $pool = new Pool($processes + 1);
            $pool->set(['enable_coroutine' => true, 'max_wait_time' => self::MAX_WAIT]);
            $pool->on('WorkerStart', fn(Pool $pool) => $this->work($pool, $processes));
            $pool->start();
        } finally {
            @unlink($this->pidFile());
        }
        return self::SUCCESS;
    }

    /** Is one of the processes, until a signal ends it. */
    private function work(Pool $pool, int $processes): void
    {
        try {
            if (!$this->container->get(MainSockets::class)->run($processes)) {
                $this->container->get(StdoutLoggerInterface::class)->warning('netsvr: handlers were still at work when their process ended');
                // Swoole would wait for their coroutines, whatever these wait for.
                $pool->getProcess()->exit();
            }
        } catch (Throwable $thrown) {
            $this->container->get(StdoutLoggerInterface::class)->error((string)$thrown);
            Coroutine::sleep(self::PAUSE);
        }
    }
}
