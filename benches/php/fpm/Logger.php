<?php
/*
 * A logger of an application. A line of level warning or above ends the request, which netsvr-bench does not accept.
 */
declare(strict_types=1);

namespace NetsvrBench\Fpm;

use Psr\Log\LoggerInterface;

final class Logger implements LoggerInterface
{
    public function emergency($message, array $context = []): void
    {
        exit("emergency: $message");
    }

    public function alert($message, array $context = []): void
    {
        exit("alert: $message");
    }

    public function critical($message, array $context = []): void
    {
        exit("critical: $message");
    }

    public function error($message, array $context = []): void
    {
        exit("error: $message");
    }

    public function warning($message, array $context = []): void
    {
        exit("warning: $message");
    }

    public function notice($message, array $context = []): void
    {
    }

    public function info($message, array $context = []): void
    {
    }

    public function debug($message, array $context = []): void
    {
    }

    public function log($level, $message, array $context = []): void
    {
        $this->{$level}($message);
    }
}
