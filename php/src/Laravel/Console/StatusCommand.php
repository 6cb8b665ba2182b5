<?php
/*
 * `php artisan netsvr:status`: whether the gateways answer, and what they say of themselves.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Support\StatusReport;

class StatusCommand extends Command
{
    /** @var string */
    protected $signature = 'netsvr:status'
        . ' {--json : ' . StatusReport::JSON . '}'
        . ' {--metrics : ' . StatusReport::METRICS . '}'
        . ' {--doctor : ' . StatusReport::DOCTOR . '}';

    /** @var string */
    protected $description = StatusReport::DESCRIPTION;

    /** @return int the exit status */
    public function handle(): int
    {
        if (!Extension::isThere()) {
            $this->error(Extension::missing());
            return 1;
        }
        return StatusReport::print(
            $this->laravel->make(TaskSocketMangerInterface::class),
            $this->output,
            (bool)$this->option('json'),
            (bool)$this->option('metrics'),
            (bool)$this->option('doctor'),
            $this->laravel->make(Gateways::class)->heartbeatMessage
        );
    }
}
