<?php
/*
 * Small classes of user code that the sequences hand in.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Psr\Log\AbstractLogger;
use RuntimeException;

/** What user code throws. */
final class Failure extends RuntimeException
{
}

final class Logger extends AbstractLogger
{
    public int $lines = 0;

    public function log($level, $message, array $context = []): void
    {
        $this->lines++;
        Hook::enter(null, "log $level");
    }
}

final class Text
{
    public function __toString(): string
    {
        Hook::enter(null, '__toString');
        return 'text';
    }
}
