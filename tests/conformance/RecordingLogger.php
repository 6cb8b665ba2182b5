<?php
/*
 * A PSR-3 logger that keeps [level, message], without what depends on where code lies: file, line, trace.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use Psr\Log\AbstractLogger;

final class RecordingLogger extends AbstractLogger
{
    /** @var list<array{string, string}> */
    public array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        $message = (string)$message;
        $trace = strpos($message, "\nStack trace:");
        if ($trace !== false) {
            $message = substr($message, 0, $trace);
        }
        $message = preg_replace('/ in [^\n]*\.php[^\n]* on line \d+(?=\n|$)/', '', $message);
        $this->lines[] = [(string)$level, $message];
    }
}
