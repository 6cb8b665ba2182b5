<?php
/*
 * Stand-in for Workerman 5: only where it keeps its connections.
 */
declare(strict_types=1);

namespace Workerman\Connection;

abstract class TcpConnection extends ConnectionInterface
{
    public static array $connections = [];
}
