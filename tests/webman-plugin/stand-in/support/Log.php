<?php
declare(strict_types=1);

namespace support;

use Monolog\Logger;

/** Stand-in for Webman's. */
final class Log
{
    public static function channel(string $name = 'default'): Logger
    {
        $handlers = config("log.$name.handlers", []);
        return new Logger($name, array_map(
            static fn(array $handler): object => new $handler['class'](...array_values($handler['constructor'])),
            $handlers
        ));
    }
}
