<?php
/*
 * Stand-in for Workerman 4: only where it keeps its connections.
 */
namespace Workerman\Connection;

abstract class TcpConnection extends ConnectionInterface
{
    public static $connections = array();

    abstract public function send($send_buffer, $raw = false);

    abstract public function close($data = null, $raw = false);
}
