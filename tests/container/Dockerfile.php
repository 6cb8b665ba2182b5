<?php
/*
 * As much of a Dockerfile as .devcontainer/Dockerfile has: its stages, each with what it is from and its instructions, in
 * their order. Anything else is an exception. Knows nothing of how they are carried out.
 */
declare(strict_types=1);

namespace NetsvrTests\Container;

use RuntimeException;

final class Dockerfile
{
    /** @param array<string, array{from: string, instructions: list<array{string, string}>}> $stages by name; the last one is "" */
    private function __construct(public readonly array $stages)
    {
    }

    /** @param array<string, string> $arguments those that are given to the build, by name */
    public static function read(string $path, array $arguments = []): self
    {
        $text = (string)preg_replace(['~^\s*#.*\n~m', '~\\\\\n\s*~'], ['', ''], (string)file_get_contents($path));
        $stages = [];
        $name = null;
        foreach (array_filter(explode("\n", $text)) as $line) {
            [$what, $how] = explode(' ', $line, 2);
            if ($what === 'ARG') {
                [$argument, $default] = explode('=', $how);
                $arguments += [$argument => $default];
            } elseif ($what === 'FROM') {
                [$from, $name] = explode(' AS ', $how) + [1 => ''];
                $stages[$name] = ['from' => self::with($from, $arguments), 'instructions' => []];
            } elseif ($name !== null && in_array($what, ['RUN', 'COPY', 'WORKDIR', 'ENV', 'USER', 'CMD'], true)) {
                $stages[$name]['instructions'][] = [$what, $what === 'RUN' ? $how : self::with($how, $arguments)];
            } else {
                throw new RuntimeException("$path: what is \"$line\"?");
            }
        }
        return new self($stages);
    }

    /** @param array<string, string> $arguments */
    private static function with(string $text, array $arguments): string
    {
        return (string)preg_replace_callback(
            '~\$(\w+)~',
            static fn(array $found): string => $arguments[$found[1]] ?? throw new RuntimeException("no ARG $found[1]"),
            $text
        );
    }
}
