<?php
/*
 * When a process of `netsvr:work` ends by itself, and with which exit status. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;

/** @internal */
final class WorkLimits
{
    public const EXIT_SUCCESS = 0;
    public const EXIT_ERROR = 1;
    public const EXIT_MEMORY_LIMIT = 12;

    private readonly float $startedAt;

    /**
     * What is 0 is no limit.
     *
     * @param int $events to handle
     * @param int $seconds from now on
     * @param int $megabytes of memory
     * @param int $supervisor the PID of the process that started this one: this process ends with it
     * @param (Closure(): bool)|null $isToRestart whether netsvr:restart has asked for it
     */
    public function __construct(
        private readonly int $events,
        private readonly int $seconds,
        private readonly int $megabytes,
        private readonly int $supervisor,
        private readonly ?Closure $isToRestart = null
    ) {
        $this->startedAt = hrtime(true) / 1e9;
    }

    /**
     * @param int $events that have been handled
     * @return array{string, int}|null why it ends, and the exit status; null: it goes on
     */
    public function reached(int $events): ?array
    {
        return match (true) {
            $this->megabytes > 0 && memory_get_usage(true) >= $this->megabytes * 1024 * 1024
                => ["more than $this->megabytes MB of memory", self::EXIT_MEMORY_LIMIT],
            $this->seconds > 0 && $this->seconds() >= $this->seconds => ["--max-time=$this->seconds", self::EXIT_SUCCESS],
            $this->events > 0 && $events >= $this->events => ["--max-events=$this->events", self::EXIT_SUCCESS],
            $this->isToRestart !== null && ($this->isToRestart)() => ['netsvr:restart', self::EXIT_SUCCESS],
            // Another one is started with processes of its own: they must not become more and more.
            $this->isLeftAlone() => ['the supervisor has ended', self::EXIT_ERROR],
            default => null,
        };
    }

    /** What a process says when it has ended. @param string|null $reason as reached() gave it; null: a signal */
    public function stopped(?string $reason, int $events): string
    {
        return sprintf('Stopped: %s; %d events in %d seconds.', $reason ?? 'asked by a signal', $events, $this->seconds());
    }

    /** Since the start. */
    private function seconds(): float
    {
        return hrtime(true) / 1e9 - $this->startedAt;
    }

    /** Whether the supervisor has ended: it may have done so before this process had begun to look. */
    private function isLeftAlone(): bool
    {
        return $this->supervisor > 0 && function_exists('posix_getppid') && posix_getppid() !== $this->supervisor;
    }
}
