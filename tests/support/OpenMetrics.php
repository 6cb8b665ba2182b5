<?php
/*
 * Reads the text of Stats::openMetrics() with a parser that is not ours: that of prometheus-client, in Python.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class OpenMetrics
{
    /** @param array<string, array{type: string, unit: string, help: string, samples: list<array{string, array<string, string>, float}>}> $families */
    private function __construct(public readonly array $families)
    {
    }

    /** Why there is no such parser here; null when there is one. It is set up by the first call. */
    public static function missing(): ?string
    {
        exec(self::tool() . ' 2>&1', $lines, $status);
        return $status === 0 ? null : implode(' ', $lines);
    }

    /** @throws RuntimeException when the parser does not take it */
    public static function read(string $text): self
    {
        $python = exec(self::tool(), $lines, $status);
        $process = proc_open([$python, __DIR__ . '/read-openmetrics.py'], [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes);
        if ($status !== 0 || !is_resource($process)) {
            throw new RuntimeException('there is no parser');
        }
        // it reads all of it before it says anything
        fwrite($pipes[0], $text);
        fclose($pipes[0]);
        [$found, $errors] = [stream_get_contents($pipes[1]), stream_get_contents($pipes[2])];
        if (proc_close($process) !== 0) {
            throw new RuntimeException("the parser refuses the text: $errors");
        }
        return new self(json_decode($found, true, 16, JSON_THROW_ON_ERROR));
    }

    /**
     * The value of a sample with these labels and no others; null when there is none.
     *
     * @param array<string, string> $labels
     */
    public function value(string $sample, array $labels): ?float
    {
        foreach ($this->families as $family) {
            foreach ($family['samples'] as [$name, $found, $value]) {
                if ($name === $sample && $found == $labels) {
                    return $value;
                }
            }
        }
        return null;
    }

    private static function tool(): string
    {
        return escapeshellarg(dirname(__DIR__, 2) . '/tools/openmetrics-parser.sh');
    }
}
