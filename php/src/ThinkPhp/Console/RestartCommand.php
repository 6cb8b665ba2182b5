<?php
/*
 * `php think netsvr:restart`: all processes of `netsvr:work` restart after the event in hand, on all hosts that share
 * the cache.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use NetsvrBusiness\Support\RestartSignal;
use think\console\Command;
use think\console\Input;
use think\console\Output;

class RestartCommand extends Command
{
    protected function configure(): void
    {
        $this->setName('netsvr:restart')->setDescription(RestartSignal::DESCRIPTION);
    }

    /** @return int the exit status */
    protected function execute(Input $input, Output $output): int
    {
        $this->app->make(RestartSignal::class)->send();
        (new ThinkOutput($output))->line(RestartSignal::SENT);
        return 0;
    }
}
