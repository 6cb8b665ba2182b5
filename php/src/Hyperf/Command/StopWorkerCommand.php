<?php
/*
 * `php bin/hyperf.php business:stop`: ends what business:start has started.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

class StopWorkerCommand extends WorkerCommand
{
    protected function configure(): void
    {
        $this->setName('business:stop')->setDescription('Stop the processes of business:start');
    }

    /** Comes back before they have ended: their handlers may be at work. */
    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $pid = $this->pid();
        if ($pid === 0) {
            $output->writeln('No business process is running.');
        } elseif (!posix_kill($pid, SIGTERM)) {
            $output->writeln("netsvr: process $pid cannot be stopped: " . posix_strerror(posix_get_last_error()));
            return self::FAILURE;
        }
        return self::SUCCESS;
    }
}
