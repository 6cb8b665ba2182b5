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
        foreach (Recorded::cases() as $other) {
            $same = $other['call']['method'] === $case['call']['method'] && isset($other['result'])
                && !isset($other['options']) && !isset($other['then']) && $other['gateways'] !== [];
            $answered = array_keys($other['responses']);
            if ($same && array_diff($asked, $answered) === [] && array_diff($answered, $asked) === []) {
                $result = self::byName($case['gateways'], $other['result']);
                return ['result' => $result, 'responses' => $other['responses']] + $outcome;
            }
        }
        unset($outcome['result']);
        return $outcome;
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
