<?php
/*
 * A process beside the workers of Hyperf's server that is registered at the gateways and hands what clients do to the
 * application's handler: for config/autoload/processes.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use Hyperf\Process\AbstractProcess;

class MainSocketProcess extends AbstractProcess
{
    public string $name = 'netsvr';

    protected int $restartInterval = 1;

    public function handle(): void
    {
        $this->container->get(MainSockets::class)->run();
    }
}
