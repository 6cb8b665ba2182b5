<?php
/*
 * Stand-in for Workerman 4: how a protocol cuts packets out of a stream.
 */
namespace Workerman\Protocols;

use Workerman\Connection\ConnectionInterface;

interface ProtocolInterface
{
    /** The length of the packet at the front, 0 while it is unknown, false when it is wrong. */
    public static function input($recv_buffer, ConnectionInterface $connection);

    public static function decode($recv_buffer, ConnectionInterface $connection);

    public static function encode($data, ConnectionInterface $connection);
}
