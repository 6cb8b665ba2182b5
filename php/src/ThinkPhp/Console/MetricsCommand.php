<?php
/*
 * `php think netsvr:metrics`: the figures of the processes that run, for Prometheus and others.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\MetricsReport;
use think\console\Command;
use think\console\Input;
use think\console\Output;

class MetricsCommand extends Command
{
    protected function configure(): void
    {
        $this->setName('netsvr:metrics')->setDescription(MetricsReport::DESCRIPTION);
    }

    /** @return int the exit status */
    protected function execute(Input $input, Output $output): int
    {
        $report = new ThinkOutput($output);
        if (!Extension::isThere()) {
            $report->problem(Extension::missing());
            return 1;
        }
        return MetricsReport::print($report);
    }
}
