<?php
/*
 * `php bin/hyperf.php netsvr:status`: whether the gateways answer, and what they say of themselves.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use Hyperf\Contract\StdoutLoggerInterface;
use NetsvrBusiness\Hyperf\Settings;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\StatusReport;
use Psr\Container\ContainerInterface;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

class StatusCommand extends Command
{
    public function __construct(private ContainerInterface $container)
    {
        parent::__construct('netsvr:status');
    }

    protected function configure(): void
    {
        $this->setDescription(StatusReport::DESCRIPTION);
        $this->addOption('json', null, InputOption::VALUE_NONE, StatusReport::JSON);
        $this->addOption('metrics', null, InputOption::VALUE_NONE, StatusReport::METRICS);
        $this->addOption('doctor', null, InputOption::VALUE_NONE, StatusReport::DOCTOR);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        if (!Extension::isThere()) {
            $output->writeln(Extension::missing(), OutputInterface::OUTPUT_RAW);
            return self::FAILURE;
        }
        $settings = $this->container->get(Settings::class);
        return StatusReport::print(
            $settings->taskSockets($this->container->get(StdoutLoggerInterface::class)),
            $output,
            (bool)$input->getOption('json'),
            (bool)$input->getOption('metrics'),
            (bool)$input->getOption('doctor'),
            $settings->heartbeatMessage()
        );
    }
}
