<?php
/*
 * Which recorded cases are answered otherwise here, and how: kinds of calls, each under the number of the deliberate
 * difference that explains it. A case stands in the ledger when the kind it is of asks for another outcome than the
 * recorded one. Which kinds there are is ledger.php's alone to say.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Ledger
{
    /** @var list<array{int, string, \Closure}> */
    private array $kinds = [];

    /**
     * @param int $difference number in the table of deliberate differences
     * @param callable(Expectation): ?array $outcome the parts of the outcome that are expected instead of the recorded
     *                                               ones, null for a case that is not of this kind
     */
    public function kind(int $difference, string $why, callable $outcome): self
    {
        $this->kinds[] = [$difference, $why, $outcome(...)];
        return $this;
    }

    /** @return array{difference: int, why: string, ...}|null what is expected of a case, if not what was recorded */
    public function entry(array $case): ?array
    {
        $expectation = new Expectation($case);
        foreach ($this->kinds as [$difference, $why, $outcome]) {
            $parts = $outcome($expectation);
            if ($parts !== null && self::isOther($case, $parts)) {
                return ['difference' => $difference, 'why' => $why] + $parts;
            }
        }
        return null;
    }

    /** The outcome that an entry asks for: the recorded one where the entry says nothing else. */
    public static function expected(array $case, array $entry): array
    {
        if (isset($entry['exception'])) {
            unset($case['result']);
        }
        if (array_key_exists('result', $entry)) {
            unset($case['exception']);
        }
        return $entry + $case;
    }

    /**
     * The outcome of a question whose gateways were not asked when it was recorded: they answer as they did in
     * another case, and the result is the one recorded there.
     */
    public static function answered(array $case, array $outcome): array
    {
        $asked = array_keys($outcome['frames']);
        $others = array_filter(Recorded::all(), static fn(array $other): bool
            => $other['call']['method'] === $case['call']['method'] && isset($other['result'])
                && !isset($other['options']) && !isset($other['then']) && $other['gateways'] !== []
                && Expectation::resolvedAll($other['gateways']) === $other['gateways']
                && array_diff($asked, array_keys($other['responses'])) === []);
        // The same gateways if there is such a case, else some more.
        usort($others, static fn(array $one, array $other): int => count($one['responses']) <=> count($other['responses']));
        if ($others === []) {
            unset($outcome['result']);
            return $outcome;
        }
        ['result' => $result, 'responses' => $responses] = $others[0];
        if (count($responses) !== count($asked)) {
            $result = self::rowsOf($asked, $result);
        }
        return ['result' => self::byName($case['gateways'], $result), 'responses' => $responses] + $outcome;
    }

    /** The part of a result that some of the gateways have answered, where it is made of rows alone. */
    private static function rowsOf(array $gateways, mixed $result): mixed
    {
        $isOf = static fn(array $row): bool => in_array($row['$map'][0][1] ?? null, $gateways, true);
        if (!isset($result['$ret'])) {
            return is_array($result) ? array_values(array_filter($result, $isOf)) : $result;
        }
        $result['data'] = array_values(array_filter(
            $result['data'],
            static fn(array $entry): bool => in_array($entry[0], $gateways, true)
        ));
        $result['calls']['toArray']['ok'] = array_values(array_filter($result['calls']['toArray']['ok'], $isOf));
        return $result;
    }

    /** A result of gateways that were given by address, as it is when they are given by name. */
    private static function byName(array $gateways, mixed $result): mixed
    {
        $names = [];
        foreach ($gateways as $addr) {
            $names['"' . Expectation::resolved($addr) . '"'] = "\"$addr\"";
        }
        return json_decode(strtr(json_encode($result, JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION), $names), true);
    }

    private static function isOther(array $case, array $parts): bool
    {
        $comparison = new Comparison(false);
        return $comparison->differences($case, $comparison->decoded(self::expected($case, $parts))) !== [];
    }
}
