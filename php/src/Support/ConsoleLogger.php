<?php
/*
 * A PSR-3 logger that passes everything on to the application's log, and shows it on the console as well: whoever
 * starts netsvr:work by hand sees why it does not reach a gateway. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Psr\Log\AbstractLogger;
use Psr\Log\LoggerInterface;

/** @internal */
final class ConsoleLogger extends AbstractLogger
{
    /** @param Closure(string, string): void $show called with level and message */
    public function __construct(private readonly LoggerInterface $logger, private readonly Closure $show)
    {
    }

    /**
     * @param mixed $level
     * @param string|\Stringable $message
     */
    public function log($level, $message, array $context = []): void
    {
        ($this->show)((string)$level, (string)$message);
        $this->logger->log($level, $message, $context);
    }
}
