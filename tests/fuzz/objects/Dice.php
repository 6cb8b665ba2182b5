<?php
/*
 * Chances that a seed stands for. Each step of a sequence and each run of user code inside it throws dice of its own,
 * so that leaving out a step, or a gateway that was slow, changes no other one.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Random\Engine\Mt19937;
use Random\Randomizer;

final class Dice
{
    private Randomizer $random;

    public function __construct(string $seed)
    {
        $this->random = new Randomizer(new Mt19937(crc32($seed)));
    }

    public function below(int $number): int
    {
        return $this->random->getInt(0, max(0, $number - 1));
    }

    public function oneIn(int $number): bool
    {
        return $this->below($number) === 0;
    }

    public function pick(array $list): mixed
    {
        return $list === [] ? null : $list[array_keys($list)[$this->below(count($list))]];
    }

    /** @param array<string, int> $weights */
    public function weighed(array $weights): string
    {
        $at = $this->below(array_sum($weights));
        foreach ($weights as $name => $weight) {
            if (($at -= $weight) < 0) {
                return $name;
            }
        }
        return (string)array_key_first($weights);
    }

    public function bytes(int $length): string
    {
        return $length < 1 ? '' : $this->random->getBytes($length);
    }
}
