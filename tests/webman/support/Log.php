<?php
/*
 * Stand-in for Webman's facade of its loggers.
 */
declare(strict_types=1);

namespace support;

use Psr\Log\LoggerInterface;

final class Log
{
    public static LoggerInterface $logger;

    public static function channel(string $name = 'default'): LoggerInterface
    {
        return self::$logger;
    }
}
