<?php
/*
 * Puts the texts of the stubs into another language, sentence by sentence. A catalogue (stubs-docs-zh.php) says what each
 * English sentence is in that language. Tags, types, names and code stay as they are. A sentence that the catalogue does
 * not have, and one of the catalogue that no text has, end the script: a text that changes must be translated anew.
 */
declare(strict_types=1);

namespace NetsvrTools;

final class Translation
{
    /** @var array<string, true> the sentences that were looked up */
    private array $used = [];
    /** @var array<string, string> the sentences that are missing, with the text that has them */
    private array $missing = [];

    /**
     * @param array<string, string> $catalogue English sentence => the same in the other language
     * @param int $width columns of a line
     */
    public function __construct(private readonly array $catalogue, private readonly int $width)
    {
    }

    /** The texts of all classes, functions, messages, fields and types, in the form of stubs-docs.php. */
    public function docs(array $docs): array
    {
        foreach ($docs['classes'] as $class => &$texts) {
            $texts['class'] = $this->text($texts['class'], $class);
            foreach (['methods', 'properties'] as $kind) {
                foreach ($texts[$kind] ?? [] as $name => $text) {
                    $texts[$kind][$name] = $this->text($text, "$class::$name");
                }
            }
        }
        unset($texts);
        foreach (['functions', 'messages', 'fields'] as $kind) {
            foreach ($docs[$kind] as $name => $text) {
                $docs[$kind][$name] = $this->text($text, "$kind: $name");
            }
        }
        foreach ($docs['types'] as $type => $notes) {
            foreach (['get', 'set'] as $kind) {
                $docs['types'][$type][$kind] = $notes[$kind] === '' ? '' : $this->sentence($notes[$kind], "types: $type");
            }
            foreach ($notes['throws'] as $number => $throws) {
                [$class, $when] = explode(' ', $throws, 2);
                $docs['types'][$type]['throws'][$number] = "$class " . $this->sentence($when, "types: $type");
            }
        }
        return $docs;
    }

    /** @return list<string> "text: sentence" for each that the catalogue lacks */
    public function missing(): array
    {
        return array_map(static fn(string $sentence, string $where): string => "$where: $sentence", array_keys($this->missing), $this->missing);
    }

    /**
     * @param array<string, string> $catalogue
     * @return list<string> its sentences that no text has
     */
    public function surplus(array $catalogue): array
    {
        return array_map(strval(...), array_keys(array_diff_key($catalogue, $this->used)));
    }

    /** One docblock: paragraphs, list items, tags and code. */
    public function text(string $text, string $where): string
    {
        $out = [];
        foreach (self::blocks($text) as $block) {
            $out[] = match (true) {
                $block === '', str_starts_with($block, '    ') => $block,
                str_starts_with($block, '@') => $this->tag($block, $where),
                str_starts_with($block, '- ') => $this->wrap('- ', '  ', $this->sentences(substr($block, 2), $where)),
                default => $this->wrap('', '', $this->sentences($block, $where)),
            };
        }
        return implode("\n", $out);
    }

    /** A single sentence, or a piece of one that stands alone. */
    public function sentence(string $sentence, string $where): string
    {
        $this->used[$sentence] = true;
        if (!isset($this->catalogue[$sentence])) {
            $this->missing[$sentence] ??= $where;
        }
        return $this->catalogue[$sentence] ?? $sentence;
    }

    /** @return list<string> paragraphs, items and tags in one line each; code as it is; '' for an empty line */
    public static function blocks(string $text): array
    {
        $blocks = [];
        $open = false;
        foreach (explode("\n", rtrim($text)) as $line) {
            $is_code = !$open && str_starts_with($line, '    ');
            $begins = $line === '' || $is_code || preg_match('~^(@|- )~', $line);
            if ($begins || !$open) {
                $blocks[] = rtrim($line);
            } elseif (str_starts_with(end($blocks), '@') && self::isOpenType(end($blocks))) {
                $blocks[array_key_last($blocks)] .= "\n" . rtrim($line); // a shape in several lines
            } else {
                $blocks[array_key_last($blocks)] .= ' ' . trim($line);
            }
            $open = $line !== '' && !$is_code;
        }
        return $blocks;
    }

    /** Whether the type of a tag goes on in the next line. */
    private static function isOpenType(string $tag): bool
    {
        return substr_count($tag, '{') > substr_count($tag, '}') || substr_count($tag, '<') > substr_count($tag, '>');
    }

    private function tag(string $tag, string $where): string
    {
        if (preg_match('~^@(template|implements)\b~', $tag)) {
            return $tag;
        }
        [$head, $prose] = self::split($tag);
        return $prose === '' ? $head : $this->wrap("$head ", '    ', $this->sentences($prose, $where));
    }

    /** @return array{string, string} the tag with its type and name, and what is said of it */
    public static function split(string $tag): array
    {
        if (preg_match('~^(@param\s.+?\$\w+)(?:\s+(.*))?$~s', $tag, $found)) {
            return [$found[1], $found[2] ?? ''];
        }
        $depth = 0;
        for ($at = strpos($tag, ' ') + 1; $at < strlen($tag); $at++) {
            $depth += match ($tag[$at]) {
                '<', '{', '(' => 1,
                '>', '}', ')' => -1,
                default => 0,
            };
            if ($depth === 0 && $tag[$at] === ' ') {
                return [substr($tag, 0, $at), trim(substr($tag, $at))];
            }
        }
        return [$tag, ''];
    }

    private function sentences(string $prose, string $where): string
    {
        $text = '';
        foreach (preg_split('~(?<=[.?!])\s+(?=[A-Z`$])~', $prose) as $sentence) {
            $next = $this->sentence($sentence, $where);
            $text .= ($text !== '' && preg_match('~[!-\~]$~', $text) ? ' ' : '') . $next;
        }
        return $text;
    }

    /** Breaks lines behind punctuation and at blanks only: within Chinese words a break would show as a blank. */
    private function wrap(string $first, string $indent, string $text): string
    {
        $lines = [];
        $line = $first;
        foreach (preg_split('~(?<=[，。；：、）])(?![，。；：、）])|(?<= )(?<!= )(?!= )~u', $text) as $piece) {
            if (trim($line) !== '' && $line !== $first && self::width($line . rtrim($piece)) > $this->width) {
                $lines[] = rtrim($line);
                $line = $indent;
            }
            $line .= $piece;
        }
        $lines[] = rtrim($line);
        return implode("\n", $lines);
    }

    /** Columns, of which a Chinese character takes two. */
    private static function width(string $text): int
    {
        return (int)preg_match_all('~.~us', $text) + (int)preg_match_all('~[\x{2E80}-\x{FFEF}]~u', $text);
    }
}
