<?php
/*
 * Stands in for hyperf/framework.
 */
declare(strict_types=1);

namespace Hyperf\Framework\Event;

use Swoole\Server;

class OnWorkerExit
{
    public function __construct(public Server $server, public int $workerId)
    {
    }
}
