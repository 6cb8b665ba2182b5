<?php
/*
 * `php bin/hyperf.php business:status`: whether the processes of business:start are running.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

class StatusWorkerCommand extends WorkerCommand
{
    protected function configure(): void
    {
        $this->setName('business:status')->setDescription('Say whether the processes of business:start are running');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $output->writeln($this->pid() > 0 ? 'The business processes are running.' : 'No business process is running.');
        return self::SUCCESS;
    }
}
