<?php
/*
 * For what a scene or a test is given: the place where it tells what does not hold.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

trait Findings
{
    /** @var list<string> what does not hold */
    public array $problems = [];

    public function problem(string $text): void
    {
        $this->problems[] = $text;
    }

    public function check(bool $holds, string $text): void
    {
        if (!$holds) {
            $this->problem($text);
        }
    }

    public function same(mixed $expected, mixed $actual, string $what): void
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR;
        $show = static fn(mixed $value): string => substr((string)json_encode($value, $flags), 0, 500);
        $this->check($expected === $actual, "$what: {$show($actual)}, not {$show($expected)}");
    }
}
