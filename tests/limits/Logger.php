<?php
/*
 * A logger that keeps what it is told, as one of user code would.
 */
declare(strict_types=1);

namespace NetsvrTests\Limits;

use Psr\Log\AbstractLogger;

final class Logger extends AbstractLogger
{
    public array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        $this->lines[] = "$level $message";
    }
}
