<?php
/*
 * Ports of loopback that stay a test's own while its process lives: they are bound, and nobody listens. Who connects is refused,
 * a server may listen there, end and come again, and the system gives the port to nobody else meanwhile. Servers bind with
 * SO_REUSEADDR for it, as nearly all of them do.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class Port
{
    /** @var list<resource> */
    private static array $held = [];

    /** "127.0.0.1:port" */
    public static function hold(): string
    {
        return self::bind(0) ?? throw new RuntimeException('no port is free');
    }

    /** The first of so many ports behind each other. */
    public static function holdRow(int $ports): string
    {
        for ($attempt = 0; $attempt < 100; $attempt++) {
            $first = self::hold();
            for ($held = 1; $held < $ports && self::bind(self::number($first) + $held) !== null;) {
                $held++;
            }
            if ($held === $ports) {
                return $first;
            }
        }
        throw new RuntimeException("no $ports ports behind each other are free");
    }

    /** The port of an address. */
    public static function number(string $address): int
    {
        return (int)substr((string)strrchr($address, ':'), 1);
    }

    private static function bind(int $port): ?string
    {
        $socket = @stream_socket_server("tcp://127.0.0.1:$port", $errno, $error, STREAM_SERVER_BIND);
        if ($socket === false) {
            return null;
        }
        self::$held[] = $socket;
        return (string)stream_socket_get_name($socket, false);
    }
}
