<?php
/*
 * `php artisan netsvr:metrics`: the figures of the processes that run, for Prometheus and others.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\MetricsReport;

class MetricsCommand extends Command
{
    /** @var string */
    protected $signature = 'netsvr:metrics';

    /** @var string */
    protected $description = MetricsReport::DESCRIPTION;

    /** @return int the exit status */
    public function handle(): int
    {
        if (!Extension::isThere()) {
            $this->error(Extension::missing());
            return 1;
        }
        return MetricsReport::print($this->output);
    }
}
