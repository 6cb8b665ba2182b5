<?php
/*
 * A PSR-3 logger that keeps what it is told.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Psr\Log\AbstractLogger;

final class ArrayLogger extends AbstractLogger
{
    /** @var list<array{string, string}> level and message */
    public array $records = [];

    public function log($level, $message, array $context = []): void
    {
        $this->records[] = [(string)$level, (string)$message];
    }

    /**
     * What came since the last call, as "level message"; of a message with several lines the first.
     *
     * @return list<string>
     */
    public function take(): array
    {
        $lines = array_map(
            static fn(array $record): string => $record[0] . ' ' . strtok($record[1], "\n"),
            $this->records
        );
        $this->records = [];
        return $lines;
    }
}
