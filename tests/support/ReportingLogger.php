<?php
/*
 * A PSR-3 logger that reports what it is told to whoever started this business process.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Psr\Log\AbstractLogger;

final class ReportingLogger extends AbstractLogger
{
    public function __construct(private BusinessProcess $process)
    {
    }

    public function log($level, $message, array $context = []): void
    {
        $this->process->report("$level $message");
    }
}
