<?php
/*
 * One call of a program, as it saw it.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

final class Call
{
    /**
     * @param int $number from 1, in a run of calls
     * @param float $began Unix time
     * @param float $took seconds
     * @param string|null $failed class and message of what it threw
     * @param int|null $answered how many gateways a query had an answer of
     * @param list<string> $log lines that came meanwhile: "level message"
     */
    public function __construct(
        public readonly int $number,
        public readonly float $began,
        public readonly float $took,
        public readonly ?string $failed,
        public readonly ?int $answered,
        public readonly array $log
    ) {
    }

    /** Everything that was said, thrown or logged as an error. @return list<string> */
    public function complaints(): array
    {
        $errors = array_values(array_filter($this->log, static fn(string $line): bool => str_starts_with($line, 'error ')));
        return $this->failed === null ? $errors : [...$errors, $this->failed];
    }

    /** Whether somebody was told that something is wrong at that gateway. */
    public function complainsOf(string $workerAddr): bool
    {
        $names = static fn(string $line): bool => str_contains($line, $workerAddr);
        return array_filter($this->complaints(), $names) !== [];
    }

    public function ended(): float
    {
        return $this->began + $this->took;
    }
}
