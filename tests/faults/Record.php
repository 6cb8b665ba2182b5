<?php
/*
 * What a calling process leaves in a file for the test: messages and whom they were for, what did not hold, figures.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

final class Record
{
    /** @var resource */
    private $file;

    public function __construct(string $path)
    {
        $this->file = fopen($path, 'ab');
    }

    /**
     * @param string $id of the message
     * @param string $how it was sent
     * @param list<string> $certain uniqIds it must reach exactly once
     * @param list<string> $possible uniqIds it may reach, at most once
     */
    public function message(string $id, string $how, array $certain, array $possible): void
    {
        $this->write(['message' => $id, 'how' => $how, 'certain' => $certain, 'possible' => $possible]);
    }

    public function problem(string $text): void
    {
        $this->write(['problem' => $text]);
    }

    public function figures(array $figures): void
    {
        $this->write(['figures' => $figures]);
    }

    /** @return list<array> */
    public static function read(string $path): array
    {
        $lines = file($path, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) ?: [];
        return array_map(static fn(string $line): array => json_decode($line, true, 8, JSON_THROW_ON_ERROR), $lines);
    }

    private function write(array $line): void
    {
        fwrite($this->file, json_encode($line, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
    }
}
