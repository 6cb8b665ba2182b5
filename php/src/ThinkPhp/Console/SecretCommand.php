<?php
/*
 * `php think netsvr:secret`: the secret of the callbacks, and the lines that gateways need.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use NetsvrBusiness\Support\SecretReport;
use think\console\Command;
use think\console\Input;
use think\console\input\Option;
use think\console\Output;

class SecretCommand extends Command
{
    protected function configure(): void
    {
        $this->setName('netsvr:secret')
            ->addOption('force', null, Option::VALUE_NONE, SecretReport::FORCE)
            ->setDescription(SecretReport::DESCRIPTION);
    }

    /** @return int the exit status */
    protected function execute(Input $input, Output $output): int
    {
        $config = $this->app->config->get('netsvr.callbacks');
        // Where the application is reached, as far as app.url says so.
        $url = rtrim((string)$this->app->config->get('app.url', 'http://localhost'), '/') . '/' . trim((string)$config['path'], '/');
        $report = new ThinkOutput($output);
        if (!$config['handler']) {
            $report->problem('There is no route yet: callbacks.handler in config/netsvr.php makes it.');
        }
        return SecretReport::print(
            $report,
            $config['secret'],
            (bool)$input->getOption('force'),
            $this->app->getRootPath() . '.env',
            ["$url/open", "$url/close"],
            isIni: true
        );
    }
}
