<?php
/*
 * `php artisan netsvr:restart`: all processes of `netsvr:work` restart after the event in hand, on all hosts that share
 * the cache.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use NetsvrBusiness\Laravel\Work\RestartSignal;
use NetsvrBusiness\Support\RestartSignal as Signal;

class RestartCommand extends Command
{
    /** @var string */
    protected $signature = 'netsvr:restart';

    /** @var string */
    protected $description = Signal::DESCRIPTION;

    /** @return int the exit status */
    public function handle(RestartSignal $signal): int
    {
        $obstacle = $signal->obstacle();
        if ($obstacle !== null) {
            $this->error($obstacle);
            return 1;
        }
        $signal->send();
        $this->info(Signal::SENT);
        return 0;
    }
}
