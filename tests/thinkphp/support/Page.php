<?php
/*
 * The blocks of a page that are marked `elsewhere: tests/thinkphp NAME`.
 */
declare(strict_types=1);

namespace NetsvrTests\ThinkPhp;

use RuntimeException;

final class Page
{
    /** @var array<string, string> by name */
    private array $blocks;
    /** @var array<string, true> names */
    private array $taken = [];

    /** @param string $file from the root of the repository */
    public function __construct(string $file)
    {
        $text = (string)file_get_contents(dirname(__DIR__, 3) . "/$file");
        preg_match_all('~^<!-- elsewhere: tests/thinkphp (\S+) -->\n```\w+\n(.*?\n)```$~ms', $text, $found);
        $this->blocks = array_combine($found[1], $found[2]);
    }

    public function block(string $name): string
    {
        $this->taken[$name] = true;
        return $this->blocks[$name] ?? throw new RuntimeException("the page has no block $name");
    }

    /** @return list<string> the words behind `php think` in a block of one line */
    public function think(string $name): array
    {
        $words = explode(' ', trim($this->block($name)));
        return array_slice($words, 0, 2) === ['php', 'think'] ? array_slice($words, 2)
            : throw new RuntimeException("$name is no php think: {$this->block($name)}");
    }

    /** @return list<string> names */
    public function leftOver(): array
    {
        return array_keys(array_diff_key($this->blocks, $this->taken));
    }
}
