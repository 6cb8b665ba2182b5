<?php
/*
 * `php webman netsvr:status`: whether the gateways answer, and what they say of themselves.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman\Command;

use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\StatusReport;
use NetsvrBusiness\Webman\Plugin;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('netsvr:status', StatusReport::DESCRIPTION)]
class StatusCommand extends Command
{
    /** @var string|null where Webman's console looks for the name, and for the description */
    protected static $defaultName = 'netsvr:status';
    /** @var string|null */
    protected static $defaultDescription = StatusReport::DESCRIPTION;

    protected function configure(): void
    {
        $this->addOption('json', null, InputOption::VALUE_NONE, StatusReport::JSON);
        $this->addOption('metrics', null, InputOption::VALUE_NONE, StatusReport::METRICS);
        $this->addOption('doctor', null, InputOption::VALUE_NONE, StatusReport::DOCTOR);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        if (!Extension::isThere()) {
            $output->writeln(Extension::missing(), OutputInterface::OUTPUT_RAW);
            return 1;
        }
        return StatusReport::print(
            Plugin::gateways()->taskSockets(Plugin::logger()),
            $output,
            (bool)$input->getOption('json'),
            (bool)$input->getOption('metrics'),
            (bool)$input->getOption('doctor'),
            Plugin::gateways()->heartbeatMessage
        );
    }
}
