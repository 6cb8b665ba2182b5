<?php
/*
 * `php webman netsvr:metrics`: the figures of the processes that run, for Prometheus and others.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman\Command;

use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\MetricsReport;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('netsvr:metrics', MetricsReport::DESCRIPTION)]
class MetricsCommand extends Command
{
    /** @var string|null where Webman's console looks for the name, and for the description */
    protected static $defaultName = 'netsvr:metrics';
    /** @var string|null */
    protected static $defaultDescription = MetricsReport::DESCRIPTION;

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        if (!Extension::isThere()) {
            $output->writeln(Extension::missing(), OutputInterface::OUTPUT_RAW);
            return 1;
        }
        return MetricsReport::print($output);
    }
}
