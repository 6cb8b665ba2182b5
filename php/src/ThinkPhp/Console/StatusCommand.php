<?php
/*
 * `php think netsvr:status`: whether the gateways answer, and what they say of themselves.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use InvalidArgumentException;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Support\StatusReport;
use NetsvrBusiness\ThinkPhp\Logger;
use think\console\Command;
use think\console\Input;
use think\console\input\Option;
use think\console\Output;

class StatusCommand extends Command
{
    protected function configure(): void
    {
        $this->setName('netsvr:status')
            ->addOption('json', null, Option::VALUE_NONE, StatusReport::JSON)
            ->addOption('metrics', null, Option::VALUE_NONE, StatusReport::METRICS)
            ->addOption('doctor', null, Option::VALUE_NONE, StatusReport::DOCTOR)
            ->setDescription(StatusReport::DESCRIPTION);
    }

    /** @return int the exit status */
    protected function execute(Input $input, Output $output): int
    {
        $report = new ThinkOutput($output);
        if (!Extension::isThere()) {
            $report->problem(Extension::missing());
            return 1;
        }
        try {
            $gateways = $this->app->make(Gateways::class);
        } catch (InvalidArgumentException $exception) {
            $report->problem($exception->getMessage());
            return 1;
        }
        return StatusReport::print(
            $gateways->taskSockets($this->app->make(Logger::class)),
            $report,
            (bool)$input->getOption('json'),
            (bool)$input->getOption('metrics'),
            (bool)$input->getOption('doctor'),
            $gateways->heartbeatMessage
        );
    }
}
