<?php
/*
 * How the entries of ledger.php are made and laid over what was recorded. Which case stands under which
 * difference is ledger.php's alone to say.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class LedgerEntries
{
    /** @var array<string, array> */
    private array $entries = [];

    /**
     * @param int $difference number in the table of deliberate differences
     * @param list<string> $names cases that share the reason
     * @param callable(array): array $outcome the expected parts, from the recorded case
     */
    public function add(int $difference, string $why, array $names, callable $outcome): self
    {
        foreach ($names as $name) {
            if (isset($this->entries[$name])) {
                throw new \LogicException("$name stands in the ledger twice");
            }
            $case = Recorded::cases()[$name] ?? throw new \LogicException("$name is no recorded case");
            $this->entries[$name] = ['difference' => $difference, 'why' => $why] + $outcome($case);
        }
        return $this;
    }

    /** @return array<string, array> */
    public function entries(): array
    {
        return $this->entries;
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
     * An outcome for a request whose gateways were never asked when it was recorded: they answer as they did
     * in another case, and the result is the one recorded there.
     */
    public static function answeredAsIn(string $name, array $outcome): array
    {
        $other = Recorded::cases()[$name];
        if (array_keys($outcome['frames']) !== array_keys($other['responses'])) {
            throw new \LogicException("$name asks other gateways");
        }
        return ['result' => $other['result'], 'responses' => $other['responses']] + $outcome;
    }
}
