<?php
/*
 * `php bin/hyperf.php netsvr:metrics`: the figures of the processes that run, for Prometheus and others.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\MetricsReport;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

class MetricsCommand extends Command
{
    public function __construct()
    {
        parent::__construct('netsvr:metrics');
        $this->setDescription(MetricsReport::DESCRIPTION);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        if (!Extension::isThere()) {
            $output->writeln(Extension::missing(), OutputInterface::OUTPUT_RAW);
            return self::FAILURE;
        }
        return MetricsReport::print($output);
    }
}
