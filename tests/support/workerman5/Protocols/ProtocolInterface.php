<?php
/*
 * Stand-in for Workerman 5: how a protocol cuts packets out of a stream.
 */
declare(strict_types=1);

namespace Workerman\Protocols;

use Workerman\Connection\ConnectionInterface;

interface ProtocolInterface
{
    /** The length of the packet at the front, 0 while it is unknown, -1 when it is wrong. */
    public static function input(string $buffer, ConnectionInterface $connection): int;

    public static function decode(string $buffer, ConnectionInterface $connection): mixed;

    public static function encode(mixed $data, ConnectionInterface $connection): string;
}
