<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: a log channel that writes to a file.
 */
declare(strict_types=1);

namespace think\log;

use Psr\Log\LoggerInterface;
use Psr\Log\LoggerTrait;

class Channel implements LoggerInterface
{
    use LoggerTrait;

    protected $close = false;

    public function __construct(private string $file)
    {
    }

    public function close(): void
    {
        $this->close = true;
    }

    public function record($msg, string $type = 'info', array $context = [], bool $lazy = true)
    {
        if ($this->close) {
            return $this;
        }
        // as the real one: a value that is no text is an error
        $text = strtr($msg, array_combine(array_map(static fn($key) => '{' . $key . '}', array_keys($context)), $context));
        error_log(sprintf("[%s][%s] %s\n", date('c'), $type, $text), 3, $this->file);
        return $this;
    }

    public function log($level, $message, array $context = []): void
    {
        $this->record($message, $level, $context);
    }
}
