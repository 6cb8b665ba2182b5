<?php
/*
 * `php bin/hyperf.php business:start`: processes that are registered at the gateways and hand what websocket clients do
 * to the application's handler. One that ends is started again; SIGHUP replaces them one after the other.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use Hyperf\Contract\StdoutLoggerInterface;
use InvalidArgumentException;
use NetsvrBusiness\Hyperf\MainSockets;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Supervisor;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

class StartWorkerCommand extends WorkerCommand
{
    protected function configure(): void
    {
        $this->setName('business:start')->setDescription('Handle what the websocket clients of the netsvr gateways do')
            ->addOption('workers', 'w', InputOption::VALUE_REQUIRED, 'The number of processes; by default one for each processor')
            ->addOption('supervised', null, InputOption::VALUE_REQUIRED, 'The PID of the process that started this one');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $problem = match (true) {
            !Extension::isThere() => Extension::missing(),
            !Supervisor::isAvailable() => 'netsvr: business:start needs the extension pcntl, and proc_open()',
            default => null,
        };
        if ($problem !== null) {
            $output->writeln($problem, OutputInterface::OUTPUT_RAW);
            return self::FAILURE;
        }
        $supervisor = (int)$input->getOption('supervised');
        return $supervisor > 0 ? $this->work($supervisor, $output) : $this->supervise($input, $output);
    }

    private function supervise(InputInterface $input, OutputInterface $output): int
    {
        if ($this->pid() > 0) {
            $output->writeln('The business processes are running.');
            return self::SUCCESS;
        }
        $workers = (int)$input->getOption('workers') ?: max(1, (int)@shell_exec('nproc'));
        $command = [...Supervisor::php(), $_SERVER['argv'][0], 'business:start', '--supervised=' . getmypid(), '--no-interaction'];
        $logger = $this->container->get(StdoutLoggerInterface::class);
        is_dir(dirname($this->pidFile())) || mkdir(dirname($this->pidFile()), 0777, true);
        file_put_contents($this->pidFile(), (string)getmypid());
        try {
            (new Supervisor($workers, $command, static fn(string $line) => $logger->info("netsvr: $line")))->run();
        } finally {
            @unlink($this->pidFile());
        }
        return self::SUCCESS;
    }

    /** Is one of the processes. */
    private function work(int $supervisor, OutputInterface $output): int
    {
        $sockets = $this->container->get(MainSockets::class);
        $tick = static function () use ($sockets, $supervisor): void {
            Supervisor::ready();
            // Another one is started with processes of its own: they must not become more and more.
            posix_getppid() === $supervisor || $sockets->stop();
        };
        try {
            $sockets->run($tick);
        } catch (InvalidArgumentException $exception) {
            $output->writeln($exception->getMessage(), OutputInterface::OUTPUT_RAW);
            return self::FAILURE;
        }
        return self::SUCCESS;
    }
}
