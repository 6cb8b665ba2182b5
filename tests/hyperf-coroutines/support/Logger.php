<?php
/*
 * Keeps what is logged.
 */
declare(strict_types=1);

namespace NetsvrTests\HyperfCoroutines;

use Hyperf\Contract\StdoutLoggerInterface;
use Psr\Log\AbstractLogger;

final class Logger extends AbstractLogger implements StdoutLoggerInterface
{
    /** @var list<string> */
    public array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        $this->lines[] = "$level $message";
    }
}
