<?php
/*
 * Small classes of user code that the sequences hand in.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Fiber;
use Psr\Log\AbstractLogger;
use RuntimeException;

/** What user code throws. */
final class Failure extends RuntimeException
{
}

/** A few that are made first of all, so that a logger of one request has the address of one of the next. */
final class Logger extends AbstractLogger
{
    private const MADE = 6;

    /** @var list<self> */
    private static array $all = [];
    public int $lines = 0;
    /** whether it never comes back from a line */
    public bool $suspends = false;

    /** @return list<self> */
    public static function all(): array
    {
        while (count(self::$all) < self::MADE) {
            self::$all[] = new self();
        }
        return self::$all;
    }

    public function log($level, $message, array $context = []): void
    {
        $this->lines++;
        if ($this->suspends) {
            Fiber::suspend();
        }
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
