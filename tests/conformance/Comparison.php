<?php
/*
 * Says where an outcome differs from the one that was expected. What it lets pass is only what no case can
 * ask of another implementation: what stands behind the first line of an exception's text, where the extension says what to
 * change, the tail of a decode error's text, PHP's own wording for too few arguments
 * (it differs between user functions and internal ones), and warnings of PHP statements that no longer exist. As JSON a
 * Ret object is expected to be its rows (difference 23).
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Comparison
{
    private const PARTS = [
        'result', 'exception', 'then', 'frames', 'conns', 'log', 'diagnostics', 'main', 'open', 'timers', 'setup',
    ];

    /** @param bool $exact let nothing pass: the run against the implementation that was recorded */
    public function __construct(private bool $exact)
    {
    }

    /** @return list<string> "part: expected … got …", empty when they agree */
    public function differences(array $expected, array $actual): array
    {
        $expected = $this->normalise($this->decoded($expected));
        $actual = $this->normalise($actual);
        $differences = [];
        foreach (self::PARTS as $part) {
            $want = array_key_exists($part, $expected) ? Values::show($expected[$part]) : 'nothing';
            $got = array_key_exists($part, $actual) ? Values::show($actual[$part]) : 'nothing';
            if ($want !== $got) {
                $differences[] = "$part: " . self::excerpt($want, $got);
            }
        }
        return $differences;
    }

    /** An outcome in which recorded values are PHP's. */
    public function decoded(array $expected): array
    {
        foreach (['result', 'main', 'log'] as $part) {
            if (array_key_exists($part, $expected)) {
                $expected[$part] = $this->value($expected[$part]);
            }
        }
        foreach ($expected['then'] ?? [] as $index => $then) {
            if (array_key_exists('result', $then)) {
                $expected['then'][$index]['result'] = $this->value($then['result']);
            }
        }
        return $expected;
    }

    private function value(mixed $recorded): mixed
    {
        $value = Values::decode($recorded);
        if (!$this->exact && isset($value['$ret'])) {
            $value['json_encode'] = json_encode($value['calls']['toArray']['ok']);
        }
        return $value;
    }

    private function normalise(array $outcome): array
    {
        $outcome += ['diagnostics' => []];
        ksort($outcome['frames']);
        ksort($outcome['conns']);
        if ($this->exact) {
            return $outcome;
        }
        if (isset($outcome['exception'])) {
            $outcome['exception']['message'] = self::comparable($outcome['exception']);
        }
        foreach ($outcome['setup'] ?? [] as $index => [, $thrown]) {
            $outcome['setup'][$index][1]['message'] = self::comparable($thrown);
        }
        // uniqIds of no configured gateway: what they are stands behind the line
        foreach ($outcome['log'] ?? [] as $index => $line) {
            if (is_string($line[1] ?? null) && str_contains($line[1], 'belong to no configured gateway')) {
                $outcome['log'][$index][1] = strtok($line[1], "\n");
            }
        }
        $outcome['diagnostics'] = array_values(array_filter(
            $outcome['diagnostics'],
            static fn(array $line): bool => !str_starts_with($line[1], 'Undefined array key ')
        ));
        return $outcome;
    }

    private static function comparable(array $exception): string
    {
        $message = strtok($exception['message'], "\n") ?: $exception['message'];
        $decodeError = 'Error occurred during parsing';
        if (str_starts_with($message, $decodeError)) {
            return $decodeError;
        }
        $tooFew = $exception['class'] === \ArgumentCountError::class;
        return $tooFew && preg_match('/[\w\\\\]+::\w+\(\)/', $message, $method) ? $method[0] : $message;
    }

    /** Both texts from a little before the place where they part. */
    private static function excerpt(string $want, string $got): string
    {
        $same = strspn($want ^ $got, "\0");
        $from = max(0, $same - 60);
        $cut = static function (string $text) use ($from): string {
            $text = substr($text, $from, 400);
            return $from === 0 ? $text : '…' . preg_replace('~^[\x80-\xbf]+~', '', $text);
        };
        return "expected {$cut($want)} got {$cut($got)}";
    }
}
