<?php
/*
 * What a test is given: chances that its seed stands for, a folder for files, and the place to tell what does not hold.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use NetsvrTests\Support\Findings;
use Random\Engine\Mt19937;
use Random\Randomizer;

final class Run
{
    use Findings;

    /** @var list<string> figures to print */
    public array $notes = [];
    public readonly Randomizer $random;
    public readonly string $folder;

    /** @param int $calls how many are wanted */
    public function __construct(public readonly int $seed, public readonly int $calls)
    {
        $this->random = new Randomizer(new Mt19937($seed));
        $this->folder = sys_get_temp_dir() . '/netsvr-faults-' . bin2hex(random_bytes(6));
        mkdir($this->folder);
    }

    public function note(string $text): void
    {
        $this->notes[] = $text;
    }

    /** Removes the folder. */
    public function end(): void
    {
        array_map(unlink(...), glob("$this->folder/*") ?: []);
        rmdir($this->folder);
    }
}
