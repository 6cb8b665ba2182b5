<?php
/*
 * A process beside the workers of Hyperf's server that holds the main sockets: for config/autoload/processes.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use Hyperf\Process\AbstractProcess;

class MainSocketProcess extends AbstractProcess
{
    public string $name = 'netsvr';

    public function handle(): void
    {
        $this->container->get(MainSockets::class)->run();
    }
}
