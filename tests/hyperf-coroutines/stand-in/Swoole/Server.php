<?php
/*
 * Stands in for the server of Swoole.
 */
declare(strict_types=1);

namespace Swoole;

class Server
{
    public bool $taskworker = false;
}
