<?php
/*
 * A logger that does something after each line, which may suspend.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;
use NetsvrTests\Support\ArrayLogger;
use Psr\Log\AbstractLogger;

final class SlowLogger extends AbstractLogger
{
    /** @var Closure(string): void|null given the line */
    public ?Closure $after = null;

    public function __construct(private readonly ArrayLogger $lines)
    {
    }

    public function log($level, $message, array $context = []): void
    {
        $this->lines->log($level, $message, $context);
        $this->after === null || ($this->after)((string)$message);
    }
}
