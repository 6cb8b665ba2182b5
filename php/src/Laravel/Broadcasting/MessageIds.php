<?php
/*
 * Ids of broadcast messages: a client that gets one twice can tell. What a job of the queue sends has the same id when
 * the job is tried again.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class MessageIds
{
    private ?string $job = null;
    private int $count = 0;
    private ?string $seed = null;

    /** What comes now comes from this job; null: from none. */
    public function within(?string $job): void
    {
        [$this->job, $this->count] = [$job, 0];
    }

    /** @return string 32 hex characters */
    public function next(): string
    {
        if ($this->job === null) {
            // The system is asked for random bytes once. A process that is forked has another number.
            $this->seed ??= random_bytes(16);
            return hash('xxh128', $this->seed . getmypid() . ':' . hrtime(true) . ':' . $this->count++);
        }
        return hash('xxh128', $this->job . ':' . $this->count++);
    }
}
