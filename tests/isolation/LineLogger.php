<?php
/*
 * A PSR-3 logger that keeps a line for each message, "level message", without the stack trace behind it.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use Closure;
use Psr\Log\AbstractLogger;

final class LineLogger extends AbstractLogger
{
    /** @var list<string> */
    private array $lines = [];

    /** @param (Closure(string): void)|null $tell gets each line as it comes */
    public function __construct(private ?Closure $tell = null)
    {
    }

    public function log($level, $message, array $context = []): void
    {
        $text = explode("\nThrowable: ", (string)$message)[0];
        $this->lines[] = $line = "$level " . str_replace("\n", ' ', $text);
        $this->tell === null || ($this->tell)($line);
    }

    /** What came since the last call. @return list<string> */
    public function take(): array
    {
        [$lines, $this->lines] = [$this->lines, []];
        return $lines;
    }
}
